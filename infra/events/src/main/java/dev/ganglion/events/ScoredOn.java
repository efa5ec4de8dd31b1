package dev.ganglion.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which of a split's excerpts a score is over. */
public enum ScoredOn {
    /** Top excerpts, then random ones: the paper's score. */
    @JsonProperty("top-and-random")
    TOP_AND_RANDOM("top-and-random"),
    /** Top excerpts only. */
    @JsonProperty("top")
    TOP("top"),
    /** Random excerpts only. */
    @JsonProperty("random")
    RANDOM("random");

    private final String text;

    ScoredOn(String text) {
        this.text = text;
    }

    /** As it is written in events, columns and answers. */
    @Override
    public String toString() {
        return text;
    }
}
