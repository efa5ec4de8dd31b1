package dev.ganglion.events;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A neuron's activations over the whole corpus, position 0 of each excerpt left out.
 *
 * @param count positions, above 0
 * @param maximum the largest activation; the neuron never fires if it is not above 0
 * @param variance over the population
 * @param skewness third standardised moment; null where the variance is 0
 * @param kurtosis fourth standardised moment, 3 for a normal distribution; null where the variance is 0
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Statistics(long count, double maximum, double mean, double variance, Double skewness, Double kurtosis) {

    public Statistics {
        Required.that(count > 0, "statistics need a count above 0");
        Required.finite("maximum", maximum);
        Required.finite("mean", mean);
        Required.finite("variance", variance);
        Required.that(variance >= 0, "a variance is not below 0");
        Required.finite("skewness", skewness == null ? 0 : skewness);
        Required.finite("kurtosis", kurtosis == null ? 0 : kurtosis);
    }

    /** Whether the neuron is above 0 anywhere in the corpus. */
    public boolean fires() {
        return maximum > 0;
    }
}
