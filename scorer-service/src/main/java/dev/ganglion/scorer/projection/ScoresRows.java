package dev.ganglion.scorer.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.events.ConfidenceInterval;
import dev.ganglion.events.Estimate;
import dev.ganglion.events.JudgementScores;
import dev.ganglion.events.Score;
import dev.ganglion.events.ScoredOn;
import dev.ganglion.events.Scores;
import dev.ganglion.events.Scores.SplitScores;
import dev.ganglion.events.Split;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The columns of scores: those of simulated activations, of judgements and of lent explanations have a table each. */
final class ScoresRows {

    private static final int LONGEST_REASON = 200;
    private static final JsonMapper JSON = new JsonMapper();

    private ScoresRows() {}

    /** What all tables have, without the columns of every neuron's row. */
    static Map<String, Object> common(Scores event) {
        Map<String, Object> values = new HashMap<>();
        values.put("id", event.id());
        values.put("activations", event.activations());
        values.put("explanation", event.explanation());
        values.put("simulation", event.simulation());
        values.put("kind", event.kind().toString());
        values.put("explainerName", StorableText.of(event.explainer().name()));
        values.put("explainerDigest", event.explainer().digest());
        values.put("explainerMethod", StorableText.of(event.explainer().method()));
        values.put("simulatorName", StorableText.of(event.simulator().name()));
        values.put("simulatorDigest", event.simulator().digest());
        values.put("simulatorMethod", StorableText.of(event.simulator().method()));
        values.put("scorer", StorableText.of(event.scorer()));
        return values;
    }

    /** Those of simulated activations. */
    static Map<String, Object> ofActivations(Scores event) {
        Score score = correlation(event);
        Map<String, Object> values = new HashMap<>();
        values.put("score", score.value());
        values.put("undefined", reason(score.undefined()));
        Optional<ConfidenceInterval> interval =
                event.on(Split.VALID, ScoredOn.TOP_AND_RANDOM).map(SplitScores::correlationInterval);
        values.put("scoreLow", interval.map(ConfidenceInterval::low).orElse(null));
        values.put("scoreHigh", interval.map(ConfidenceInterval::high).orElse(null));
        values.put(
                "calibration",
                event.on(Split.CALIBRATION, ScoredOn.TOP_AND_RANDOM)
                        .map(split -> split.correlation().value())
                        .orElse(null));
        // An object: the database client takes no JSON array.
        values.put(
                "splits",
                json(Map.of(
                        "scores",
                        event.scores().stream().map(ScoresRows::storable).toList())));
        return values;
    }

    private static Score correlation(Scores event) {
        return event.on(Split.VALID, ScoredOn.TOP_AND_RANDOM)
                .map(SplitScores::correlation)
                .orElse(Score.undefined("not scored on the valid split"));
    }

    /** Those of an explanation that another neuron lent, by activations or by judgements: the one number that counts. */
    static Map<String, Object> ofLentExplanation(Scores event) {
        Map<String, Object> values = new HashMap<>();
        boolean judged = event.judgements() != null;
        Score correlation = judged ? null : correlation(event);
        Estimate accuracy = judged ? event.judgements().balancedAccuracy() : null;
        values.put("explanationOf", event.explanationOf().key());
        values.put("measure", judged ? "balancedAccuracy" : "correlation");
        values.put("score", judged ? accuracy.value() : correlation.value());
        values.put("undefined", reason(judged ? accuracy.undefined() : correlation.undefined()));
        return values;
    }

    /** Those of judgements. */
    static Map<String, Object> ofJudgements(JudgementScores scores) {
        Map<String, Object> values = new HashMap<>();
        values.put("balancedAccuracy", scores.balancedAccuracy().value());
        values.put("undefined", reason(scores.balancedAccuracy().undefined()));
        values.put("judgements", json(storable(scores)));
        return values;
    }

    private static SplitScores storable(SplitScores scores) {
        return new SplitScores(
                scores.split(),
                scores.on(),
                scores.excerpts(),
                scores.tokens(),
                storable(scores.correlation()),
                storable(scores.rSquared()),
                storable(scores.absoluteDeviationExplained()),
                scores.failures(),
                storable(scores.correlationInterval()));
    }

    private static ConfidenceInterval storable(ConfidenceInterval interval) {
        return interval == null || interval.undefined() == null
                ? interval
                : ConfidenceInterval.undefined(reason(interval.undefined()));
    }

    private static JudgementScores storable(JudgementScores scores) {
        return new JudgementScores(
                scores.firesFrom(),
                scores.silentBelow(),
                scores.positives(),
                scores.negatives(),
                scores.truePositives(),
                scores.falsePositives(),
                scores.failures(),
                storable(scores.balancedAccuracy()),
                storable(scores.auc()),
                storable(scores.precision()),
                storable(scores.recall()),
                storable(scores.f1()));
    }

    private static Score storable(Score score) {
        return score.undefined() == null ? score : Score.undefined(reason(score.undefined()));
    }

    private static Estimate storable(Estimate estimate) {
        return estimate.undefined() == null ? estimate : Estimate.undefined(reason(estimate.undefined()));
    }

    private static String reason(String undefined) {
        return undefined == null ? null : StorableText.atMost(LONGEST_REASON, undefined);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("scores cannot be written as JSON", e);
        }
    }
}
