package dev.ganglion.scorer.viewer;

import dev.ganglion.events.NeuronId;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Score;
import dev.ganglion.scorer.results.ScoredExplanation;
import dev.ganglion.scorer.results.search.FoundExplanation;
import dev.ganglion.scorer.results.search.FoundExplanation.Highlight;
import dev.ganglion.scorer.suggestion.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * An explanation in a list.
 *
 * @param bar width of the bar of 100 that pictures the score
 * @param score two decimals, or null
 * @param reason why there is none, or null
 * @param text in pieces, some of which were looked for
 * @param person whether somebody suggested it
 */
record ExplanationRow(
        String link,
        String neuron,
        String score,
        int bar,
        String reason,
        List<Piece> text,
        boolean person,
        String recipes) {

    private static final int LONGEST_TEXT = 300;
    private static final int LONGEST_NAME = 100;

    /** @param found whether it was looked for */
    record Piece(String text, boolean found) {}

    static ExplanationRow of(ScoredExplanation scored) {
        return row(
                scored.neuron(),
                scored.scores(),
                scored.score(),
                List.of(new Piece(
                        scored.text() == null
                                ? "the explanation has not arrived"
                                : ShownText.prose(scored.text(), LONGEST_TEXT),
                        false)),
                scored.explainer(),
                scored.simulator());
    }

    static ExplanationRow of(FoundExplanation found) {
        return row(
                found.neuron(),
                found.scores(),
                found.score(),
                pieces(found.text(), found.highlights()),
                found.explainer(),
                found.simulator());
    }

    private static ExplanationRow row(
            NeuronId neuron, UUID scores, Score score, List<Piece> text, RecipeRef explainer, RecipeRef simulator) {
        Double value = score == null ? null : score.value();
        return new ExplanationRow(
                Link.to("/neurons/" + neuron).with("scores", scores).toString(),
                neuron.layer() + " · " + neuron.index(),
                value == null ? null : Figures.decimal(value),
                value == null ? 0 : (int) Math.round(100 * Math.max(0, value)),
                score == null
                        ? "not scored yet"
                        : value == null ? ShownText.prose(score.undefined(), LONGEST_NAME) : null,
                text,
                explainer.method().equals(Suggestion.RECIPE.method()),
                ShownText.prose(explainer.name(), LONGEST_NAME)
                        + (simulator == null ? "" : " → " + ShownText.prose(simulator.name(), LONGEST_NAME)));
    }

    /** Cut at the longest text that a list has, between the pieces and in the last one. */
    private static List<Piece> pieces(String text, List<Highlight> highlights) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        for (Highlight highlight : highlights) {
            if (highlight.from() >= LONGEST_TEXT) {
                break;
            }
            add(pieces, text, at, highlight.from(), false);
            add(pieces, text, highlight.from(), highlight.to(), true);
            at = highlight.to();
        }
        add(pieces, text, at, Math.max(at, Math.min(text.length(), LONGEST_TEXT)), false);
        if (text.length() > LONGEST_TEXT) {
            pieces.add(new Piece("…", false));
        }
        return pieces;
    }

    private static void add(List<Piece> pieces, String text, int from, int to, boolean found) {
        if (to > from) {
            pieces.add(new Piece(ShownText.inline(text.substring(from, to), LONGEST_TEXT), found));
        }
    }
}
