package dev.ganglion.scorer.viewer;

import dev.ganglion.events.Score;
import dev.ganglion.events.Scores;
import dev.ganglion.events.Scores.SplitScores;
import dev.ganglion.scorer.results.KnownExplanation;
import dev.ganglion.scorer.results.KnownNeuron;
import dev.ganglion.scorer.suggestion.Suggestion;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that was said of a neuron, by score; what has none comes last. */
final class RankedExplanations {

    private static final int LONGEST_WORDS = 300;
    private static final int LONGEST_NAME = 100;

    private RankedExplanations() {}

    /**
     * @param link to this page with this explanation; null if it has no scores
     * @param shown whether it is the one on the page
     * @param person whether somebody suggested it
     * @param note what it is beside the others, or empty
     * @param score two decimals, or null
     * @param reason why there is no score, or null
     * @param axis null without a score
     */
    record Row(
            String link,
            boolean shown,
            boolean person,
            String words,
            String note,
            String score,
            String reason,
            String interval,
            ScoreAxis axis,
            String recipes) {}

    static List<Row> of(KnownNeuron known, UUID shown) {
        Set<UUID> judged = known.judgements().stream().map(Scores::explanation).collect(Collectors.toSet());
        Set<UUID> scored = known.scores().stream().map(Scores::explanation).collect(Collectors.toSet());
        return Stream.concat(
                        known.scores().stream()
                                .sorted(Comparator.comparingDouble(RankedExplanations::descending))
                                .map(scores -> scored(known, scores, shown)),
                        known.explanations().stream()
                                .filter(each -> !scored.contains(each.id()))
                                .map(each -> unscored(each, judged.contains(each.id()))))
                .toList();
    }

    private static double descending(Scores scores) {
        Double value = ScoreView.ranked(scores).correlation().value();
        return value == null ? Double.POSITIVE_INFINITY : -value;
    }

    private static Row scored(KnownNeuron known, Scores scores, UUID shown) {
        SplitScores ranked = ScoreView.ranked(scores);
        Score score = ranked.correlation();
        boolean interval = ranked.correlationInterval() != null
                && ranked.correlationInterval().low() != null;
        return new Row(
                Link.to("/neurons/" + known.neuron())
                        .with("scores", scores.id())
                        .toString(),
                scores.id().equals(shown),
                isPersons(scores.explainer().method()),
                known.explanations().stream()
                        .filter(each -> each.id().equals(scores.explanation()))
                        .findFirst()
                        .map(each -> ShownText.prose(each.text(), LONGEST_WORDS))
                        .orElse("the explanation has not arrived"),
                Origin.brief(known, scores),
                score.value() == null ? null : Figures.decimal(score.value()),
                score.undefined() == null ? null : ShownText.prose(score.undefined(), LONGEST_NAME),
                interval
                        ? Figures.decimal(ranked.correlationInterval().low()) + " to "
                                + Figures.decimal(ranked.correlationInterval().high())
                        : "",
                score.value() == null ? null : ScoreAxis.of(score.value(), ranked.correlationInterval(), List.of()),
                ScoreView.recipes(scores.explainer(), scores.simulator()));
    }

    private static Row unscored(KnownExplanation explanation, boolean judged) {
        return new Row(
                null,
                false,
                isPersons(explanation.recipe().method()),
                ShownText.prose(explanation.text(), LONGEST_WORDS),
                "",
                null,
                judged ? "judged, not simulated" : "not scored yet",
                "",
                null,
                ShownText.prose(explanation.recipe().pinned(), LONGEST_NAME));
    }

    private static boolean isPersons(String method) {
        return method.equals(Suggestion.RECIPE.method());
    }
}
