package dev.ganglion.simulator.judging;

import dev.ganglion.events.Excerpt;

/**
 * When an excerpt fires a neuron and when it is silent, in the neuron's unit. A neuron whose maximum is not above 0 never
 * fires, and nothing is silent beside it.
 *
 * @param firesFrom the least maximum of an excerpt that fires, and activation of a token that does
 * @param silentBelow above the maximum of an excerpt that is silent
 */
record Thresholds(double firesFrom, double silentBelow) {

    static Thresholds of(double maximum, JudgingParameters parameters) {
        return maximum > 0
                ? new Thresholds(parameters.firesFrom() * maximum, parameters.silentBelow() * maximum)
                : new Thresholds(0, 0);
    }

    private boolean possible() {
        return firesFrom > 0;
    }

    boolean fires(Excerpt excerpt) {
        return possible() && excerpt.maximum() >= firesFrom;
    }

    /** An excerpt without a position that counts is nothing. */
    boolean silent(Excerpt excerpt) {
        return possible() && excerpt.tokens().size() > Excerpt.FIRST_COUNTED && excerpt.maximum() < silentBelow;
    }

    /** Whether the neuron fires on the token at this position. */
    boolean firesOn(Excerpt excerpt, int position) {
        return position >= Excerpt.FIRST_COUNTED && excerpt.activations().get(position) >= firesFrom;
    }
}
