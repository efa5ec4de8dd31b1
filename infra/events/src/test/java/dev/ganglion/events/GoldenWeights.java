package dev.ganglion.events;

import dev.ganglion.events.WeightSummary.WeightedNeurons;
import dev.ganglion.events.WeightSummary.WeightedTokens;
import java.util.List;

/** What the golden file of a record with its weights says. */
final class GoldenWeights {

    private GoldenWeights() {}

    static NeuronActivations of(NeuronActivations record) {
        return record.withWeights(new WeightSummary(
                new WeightedTokens(
                        List.of(" hope", "\u0000", "bytes:\\xe2\\x80"),
                        values(1.234, 0.5, 1e-5),
                        List.of("\"<b>"),
                        values(-0.17)),
                new WeightedTokens(List.of(), values(), List.of(), values()),
                new WeightedNeurons(
                        List.of(NeuronId.mlp("gpt2-xl", 30, 0), NeuronId.mlp("gpt2-xl", 0, 6399)),
                        values(0.75, 0.0123),
                        List.of(NeuronId.mlp("gpt2-xl", 12, 7)),
                        values(-0.9988)),
                new WeightedNeurons(List.of(NeuronId.mlp("gpt2-xl", 47, 1)), values(2), List.of(), values())));
    }

    private static ActivationValues values(double... weights) {
        return ActivationValues.of(weights);
    }
}
