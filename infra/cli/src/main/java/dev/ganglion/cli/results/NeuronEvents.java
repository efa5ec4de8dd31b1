package dev.ganglion.cli.results;

import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Scores;
import dev.ganglion.events.Simulation;
import java.util.List;
import java.util.UUID;

/**
 * What the results database has of one neuron.
 *
 * @param activations its records; most neurons have one
 * @param simulations of its own explanations and of others' that were lent to it
 * @param scores of these simulations
 */
public record NeuronEvents(
        List<NeuronActivations> activations,
        List<Explained> explanations,
        List<Simulation> simulations,
        List<Scores> scores) {

    public NeuronEvents {
        activations = activations == null ? List.of() : List.copyOf(activations);
        explanations = explanations == null ? List.of() : List.copyOf(explanations);
        simulations = simulations == null ? List.of() : List.copyOf(simulations);
        scores = scores == null ? List.of() : List.copyOf(scores);
    }

    /**
     * One explanation.
     *
     * @param activations id of the record that it explains
     * @param kind {@code words} or {@code token-table}
     */
    public record Explained(UUID id, UUID activations, RecipeRef recipe, String kind, String text) {}
}
