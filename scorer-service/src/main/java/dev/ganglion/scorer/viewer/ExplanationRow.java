package dev.ganglion.scorer.viewer;

import dev.ganglion.scorer.results.ScoredExplanation;
import dev.ganglion.scorer.suggestion.Suggestion;

/**
 * A scored explanation in a list.
 *
 * @param bar width of the bar of 100 that pictures the score
 * @param score the score, or {@code undefined}
 * @param reason why it is undefined, or null
 * @param person whether somebody suggested it
 */
record ExplanationRow(
        String link, String neuron, String score, int bar, String reason, String text, boolean person, String recipes) {

    private static final int LONGEST_TEXT = 300;
    private static final int LONGEST_NAME = 100;

    static ExplanationRow of(ScoredExplanation scored) {
        Double score = scored.score().value();
        return new ExplanationRow(
                Link.to("/neurons/" + scored.neuron())
                        .with("scores", scored.scores())
                        .toString(),
                scored.neuron().layer() + " · " + scored.neuron().index(),
                Figures.score(scored.score()),
                score == null ? 0 : (int) Math.round(100 * Math.max(0, score)),
                scored.score().undefined() == null
                        ? null
                        : ShownText.prose(scored.score().undefined(), LONGEST_NAME),
                scored.text() == null
                        ? "the explanation has not arrived"
                        : ShownText.prose(scored.text(), LONGEST_TEXT),
                scored.explainer().method().equals(Suggestion.RECIPE.method()),
                ShownText.prose(scored.explainer().name(), LONGEST_NAME) + " → "
                        + ShownText.prose(scored.simulator().name(), LONGEST_NAME));
    }
}
