package dev.ganglion.subject.collation;

/** Why an excerpt is in a neuron's record. */
public enum ExcerptSet {
    /** For its maximum, one of the highest in the corpus. */
    TOP,
    /** As an example of a quantile bin, out of a sample of the corpus. */
    QUANTILE,
    /** For its hash, which knows nothing of the neuron. */
    RANDOM,
    /** The neuron is silent on it, and it has tokens on which the neuron fires elsewhere. */
    HARD_NEGATIVE
}
