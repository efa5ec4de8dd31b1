package dev.ganglion.scorer.results;

import dev.ganglion.events.RecipeRef;
import java.util.List;

/**
 * What there is of one model.
 *
 * @param neurons neurons that have a record
 * @param results scores by the recipes that made them
 */
public record ModelResults(String model, long neurons, List<RecipeResults> results) {

    /** How many scores two recipes made together. */
    public record RecipeResults(RecipeRef explainer, RecipeRef simulator, long scores) {}
}
