package dev.ganglion.subject.collation;

import java.util.OptionalDouble;

/**
 * A neuron's activations over the whole corpus, position 0 of each excerpt left out. In the neuron's units.
 *
 * @param count positions, above 0
 * @param maximum the largest activation
 * @param variance over the population
 * @param skewness third standardised moment; empty where all activations are the same
 * @param kurtosis fourth standardised moment, 3 for a normal distribution; empty where all activations are the same
 */
public record NeuronStatistics(
        long count, float maximum, double mean, double variance, OptionalDouble skewness, OptionalDouble kurtosis) {

    /** Whether the neuron is above 0 anywhere in the corpus. */
    public boolean fires() {
        return maximum > 0;
    }
}
