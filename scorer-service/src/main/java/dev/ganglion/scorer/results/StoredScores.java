package dev.ganglion.scorer.results;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.JudgementScores;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Scores;
import dev.ganglion.events.Scores.SplitScores;
import java.io.IOException;
import java.util.List;

/** Reads scores back from their rows. */
final class StoredScores {

    private static final JsonMapper JSON = new JsonMapper();

    private StoredScores() {}

    static Scores of(ScoresRow row) {
        return new Scores(
                row.id,
                row.neuron(),
                row.activations,
                row.explanation,
                row.simulation,
                kind(row.kind),
                new RecipeRef(row.explainerName, row.explainerDigest, row.explainerMethod),
                new RecipeRef(row.simulatorName, row.simulatorDigest, row.simulatorMethod),
                row.scorer,
                splits(row.splits));
    }

    static Scores of(JudgementScoresRow row) {
        return new Scores(
                row.id,
                row.neuron(),
                row.activations,
                row.explanation,
                row.simulation,
                kind(row.kind),
                new RecipeRef(row.explainerName, row.explainerDigest, row.explainerMethod),
                new RecipeRef(row.simulatorName, row.simulatorDigest, row.simulatorMethod),
                row.scorer,
                List.of(),
                judgements(row.judgements));
    }

    private static ExplanationKind kind(String text) {
        return ExplanationKind.TOKEN_TABLE.toString().equals(text)
                ? ExplanationKind.TOKEN_TABLE
                : ExplanationKind.WORDS;
    }

    private static List<SplitScores> splits(String json) {
        try {
            return JSON.readerForListOf(SplitScores.class)
                    .readValue(JSON.readTree(json).get("scores"));
        } catch (IOException e) {
            throw new IllegalStateException("scores cannot be read back", e);
        }
    }

    private static JudgementScores judgements(String json) {
        try {
            return JSON.readValue(json, JudgementScores.class);
        } catch (IOException e) {
            throw new IllegalStateException("scores of judgements cannot be read back", e);
        }
    }
}
