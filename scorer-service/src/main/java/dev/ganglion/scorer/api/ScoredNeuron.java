package dev.ganglion.scorer.api;

import dev.ganglion.events.NeuronId;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Score;
import dev.ganglion.scorer.results.ScoredExplanation;
import java.util.UUID;

/** An entry of the ranking. */
record ScoredNeuron(
        NeuronId neuron,
        String model,
        int layer,
        String site,
        int index,
        Score score,
        Words explanation,
        RecipeRef explainer,
        RecipeRef simulator,
        UUID activations,
        UUID simulation,
        UUID scores) {

    record Words(UUID id, Integer candidate, String kind, String text) {}

    static ScoredNeuron of(ScoredExplanation row) {
        NeuronId neuron = row.neuron();
        return new ScoredNeuron(
                neuron,
                neuron.model(),
                neuron.layer(),
                neuron.site(),
                neuron.index(),
                row.score(),
                new Words(row.explanation(), row.candidate(), row.kind(), row.text()),
                row.explainer(),
                row.simulator(),
                row.activations(),
                row.simulation(),
                row.scores());
    }
}
