package dev.ganglion.scorer.results.summary;

import dev.ganglion.events.RecipeRef;
import java.util.Map;

/**
 * The scores of one layer under one pair of recipes.
 *
 * @param scores how many there are
 * @param undefined how many of them have no value, by reason
 * @param best of several candidates of one recipe only the best: how many there are
 * @param values those of the best that have a value, the lowest first
 */
public record ScoreCell(
        Place place,
        RecipeRef explainer,
        RecipeRef simulator,
        long scores,
        Map<String, Long> undefined,
        long best,
        double[] values) {

    /** How many have a value. */
    public long defined() {
        return scores - undefined.values().stream().mapToLong(Long::longValue).sum();
    }
}
