package dev.ganglion.simulator.tokenlookup;

import dev.ganglion.events.ActivationScale;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.Identity;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Simulation;
import dev.ganglion.events.Simulation.SimulatedExcerpt;
import dev.ganglion.events.TokenMeansLookup;
import java.util.List;

/**
 * Simulates a neuron by looking each token up in a table of mean activations, whatever comes before it (paper,
 * "Token-based prediction using lookup tables"). A token that is not in the table gets what the table says of all others.
 */
final class TokenLookupSimulator {

    private final RecipeRef recipe;

    TokenLookupSimulator(RecipeRef recipe) {
        this.recipe = recipe;
    }

    /**
     * @param explanation of the kind token-table
     * @param excerpts those of its held-out excerpts that are simulated
     */
    Simulation simulate(Explanation explanation, List<Excerpt> excerpts) {
        TokenMeansLookup means = explanation.tokenMeans().lookup();
        return new Simulation(
                Identity.simulation(explanation.id(), recipe.digest()),
                explanation.neuron(),
                explanation.activations(),
                explanation.id(),
                explanation.kind(),
                explanation.text(),
                explanation.recipe(),
                recipe,
                ActivationScale.NEURON_ACTIVATIONS,
                explanation.maximum(),
                excerpts.stream()
                        .map(excerpt -> new SimulatedExcerpt(
                                excerpt.id(),
                                excerpt.set(),
                                excerpt.split(),
                                excerpt.activations(),
                                means.of(excerpt.tokens())))
                        .toList());
    }
}
