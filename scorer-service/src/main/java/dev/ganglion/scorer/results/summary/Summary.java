package dev.ganglion.scorer.results.summary;

import dev.ganglion.scorer.results.Selection;
import java.time.Instant;
import java.util.List;

/**
 * How much there is of everything, by layer and recipes: some hundred cells for a large model, and each defined score as eight bytes.
 *
 * @param at when it was counted; null for just now
 * @param deadLetters open ones
 */
public record Summary(
        Instant at,
        List<CountCell> records,
        List<CountCell> explanations,
        List<CountCell> simulations,
        List<ScoreCell> scores,
        List<CountCell> judgements,
        long deadLetters) {

    Summary justNow() {
        return new Summary(null, records, explanations, simulations, scores, judgements, deadLetters);
    }

    /** Those of the cells that the selection chooses. */
    public static List<CountCell> of(Selection selection, List<CountCell> cells) {
        return cells.stream()
                .filter(cell -> isOf(selection, cell.place()))
                .filter(cell -> selection.explainer() == null
                        || cell.explainer() == null
                        || selection.explainer().selects(cell.explainer()))
                .filter(cell -> selection.simulator() == null
                        || cell.simulator() == null
                        || selection.simulator().selects(cell.simulator()))
                .toList();
    }

    /** Those of the scores' cells that the selection chooses. */
    public List<ScoreCell> scores(Selection selection) {
        return scores.stream()
                .filter(cell -> isOf(selection, cell.place()))
                .filter(cell ->
                        selection.explainer() == null || selection.explainer().selects(cell.explainer()))
                .filter(cell ->
                        selection.simulator() == null || selection.simulator().selects(cell.simulator()))
                .toList();
    }

    private static boolean isOf(Selection selection, Place place) {
        return (selection.model() == null || selection.model().equals(place.model()))
                && (selection.layer() == null || selection.layer() == place.layer());
    }
}
