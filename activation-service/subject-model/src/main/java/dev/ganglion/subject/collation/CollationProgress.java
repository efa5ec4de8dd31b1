package dev.ganglion.subject.collation;

/** Is told how far a collation has come, on its thread. */
@FunctionalInterface
public interface CollationProgress {

    /** What is counted, in the order in which it comes. */
    enum Phase {
        /** Excerpts tokenized, to count and draw from them. How many there are is not known yet. */
        SCAN,
        /** Excerpts run through the model; where the layers go through the corpus in several passes, those of all passes. */
        RECORD,
        /** Excerpts run once more, because a neuron's record shows them; comes again for some layers each. */
        COMPLETE,
        /** Neurons handed on, of all layers. */
        COLLATE
    }

    /** @param total of the same, or -1 if it is not known */
    void at(Phase phase, long done, long total);
}
