package dev.ganglion.scorer.results;

import dev.ganglion.events.RecipeRef;
import java.util.List;

/**
 * How far recipes are on one layer.
 *
 * @param neurons that have a record
 */
public record Coverage(
        String model, int layer, String site, long neurons, List<Explained> explained, List<Scored> scored) {

    /**
     * What an explainer's recipe has done.
     *
     * @param neurons that it has explained
     * @param waiting neurons with a record that it has not explained
     * @param explanations of several candidates all
     */
    public record Explained(RecipeRef explainer, long neurons, long waiting, long explanations) {}

    /**
     * What a simulator's recipe has made of an explainer's.
     *
     * @param simulations by activations and by judgements
     * @param scores of simulated activations
     * @param undefined how many of these have no value
     * @param judgements scores of judgements
     */
    public record Scored(
            RecipeRef explainer, RecipeRef simulator, long simulations, long scores, long undefined, long judgements) {}
}
