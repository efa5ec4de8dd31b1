package dev.ganglion.scorer.results;

import dev.ganglion.events.RecipeRef;
import java.util.List;

/**
 * What chance gives under two recipes: scores of explanations that other neurons lent, beside those of the same neurons' own.
 *
 * @param measure {@code correlation} or {@code balancedAccuracy}
 * @param lent of other neurons' explanations
 * @param own of the neurons' own explanations, of several candidates the best; without scores if these have not arrived
 */
public record Baseline(
        String model, RecipeRef explainer, RecipeRef simulator, String measure, Distribution lent, Distribution own) {

    /**
     * @param scores how many there are
     * @param undefined how many of them are undefined; everything below is over the others
     * @param mean null, like the median, if all are undefined
     * @param histogram how many scores are in each bin of 0.1 from −1 to 1 [20]
     */
    public record Distribution(long scores, long undefined, Double mean, Double median, List<Long> histogram) {}
}
