package dev.ganglion.scorer.results.comparison;

import com.fasterxml.jackson.annotation.JsonValue;

/** What is compared: simulations of activations have one score, judgements of excerpts another. */
public enum Measure {
    /** On the valid split, over top and random excerpts: from −1 to 1. */
    CORRELATION("correlation", 2),
    /** Over all excerpts: from 0 to 1. */
    BALANCED_ACCURACY("balancedAccuracy", 1);

    private final String text;
    private final double span;

    Measure(String text, double span) {
        this.text = text;
        this.span = span;
    }

    /** The largest difference that there can be. */
    double span() {
        return span;
    }

    @Override
    @JsonValue
    public String toString() {
        return text;
    }
}
