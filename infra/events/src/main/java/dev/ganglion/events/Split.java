package dev.ganglion.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an excerpt may be used for (paper, "Methodology"): nothing is scored on what the explainer saw. */
public enum Split {
    /** Shown to the explainer. */
    @JsonProperty("train")
    TRAIN("train"),
    /** For choosing: among candidates, or how a simulation is scaled. */
    @JsonProperty("calibration")
    CALIBRATION("calibration"),
    /** For the reported score. */
    @JsonProperty("valid")
    VALID("valid"),
    /** Kept back. */
    @JsonProperty("test")
    TEST("test"),
    /** In no split: shown, and used by scores that judge whole excerpts. */
    @JsonProperty("none")
    NONE("none");

    private final String text;

    Split(String text) {
        this.text = text;
    }

    /** As it is written in events, columns and answers. */
    @Override
    public String toString() {
        return text;
    }
}
