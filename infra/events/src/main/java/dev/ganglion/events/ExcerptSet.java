package dev.ganglion.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why an excerpt is in a neuron's record. */
public enum ExcerptSet {
    /** One of those with the highest maximum. */
    @JsonProperty("top")
    TOP("top"),
    /** From a lower quantile of the maxima. */
    @JsonProperty("quantile")
    QUANTILE("quantile"),
    /** Chosen regardless of the neuron. */
    @JsonProperty("random")
    RANDOM("random"),
    /** The neuron is silent on it, though it has tokens on which the neuron fires elsewhere. */
    @JsonProperty("hard-negative")
    HARD_NEGATIVE("hard-negative");

    private final String text;

    ExcerptSet(String text) {
        this.text = text;
    }

    /** As it is written in events, columns and answers. */
    @Override
    public String toString() {
        return text;
    }
}
