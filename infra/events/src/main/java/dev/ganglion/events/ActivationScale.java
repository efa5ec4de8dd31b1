package dev.ganglion.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The unit of simulated activations. */
public enum ActivationScale {
    /** The neuron's own unit. */
    @JsonProperty("neuron_activations")
    NEURON_ACTIVATIONS("neuron_activations"),
    /** 0 to 10, where 10 is the neuron's maximum. */
    @JsonProperty("simulated_normalized_activations")
    SIMULATED_NORMALIZED_ACTIVATIONS("simulated_normalized_activations");

    private final String text;

    ActivationScale(String text) {
        this.text = text;
    }

    /** As it is written in events, columns and answers. */
    @Override
    public String toString() {
        return text;
    }
}
