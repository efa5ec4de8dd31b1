package dev.ganglion.activation.recording;

import java.util.Locale;

/** What a recording does, in the order in which it does it. */
public enum RecordingPhase {
    /** Brings the model from the hub, if it is there. */
    DOWNLOADING,
    /** Looks at what the weights say of the neurons. Is counted in products of matrices. */
    SUMMARIZING,
    /** Cuts the corpus into excerpts and counts them. Is counted in excerpts; how many there are is not known yet. */
    SCANNING,
    /** Runs the excerpts through the model. */
    RECORDING,
    /** Runs those once more that the records show: some of the corpus, counted anew in each pass over it. */
    COLLATING,
    /** Gives the records one by one. Is counted in neurons. */
    PUBLISHING;

    /** As it is written in answers and in the log. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
