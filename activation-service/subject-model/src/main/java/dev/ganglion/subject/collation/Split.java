package dev.ganglion.subject.collation;

/** What an excerpt may be used for (paper, "Methodology"): nothing is scored on what the explainer saw. */
public enum Split {
    /** Shown to the explainer. */
    TRAIN,
    /** For choosing. */
    CALIBRATION,
    /** For the reported score. */
    VALID,
    /** Kept back. */
    TEST,
    /** In no split. Held out all the same. */
    NONE
}
