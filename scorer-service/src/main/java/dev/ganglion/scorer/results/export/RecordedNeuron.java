package dev.ganglion.scorer.results.export;

import dev.ganglion.events.NeuronId;
import java.util.UUID;

/**
 * A record of a neuron, without its excerpts.
 *
 * @param activations id of the record
 * @param positions of the corpus, those at the beginning of an excerpt left out
 * @param skewness null for a constant
 * @param kurtosis null for a constant
 */
public record RecordedNeuron(
        NeuronId neuron,
        UUID activations,
        long positions,
        double maximum,
        double mean,
        double variance,
        Double skewness,
        Double kurtosis,
        String corpus) {}
