package dev.ganglion.subject.collation;

import dev.ganglion.subject.corpus.Excerpt;

/** An excerpt that is to be in a neuron's record, and the neuron's activations on it once they are known. */
final class Pick {

    private final int neuron;
    private final Excerpt excerpt;
    private final ExcerptSet set;
    private final int bin;
    private float[] row;

    /**
     * @param bin of a quantile excerpt, or -1
     * @param row activations [tokens], or null if they are yet to come
     */
    Pick(int neuron, Excerpt excerpt, ExcerptSet set, int bin, float[] row) {
        this.neuron = neuron;
        this.excerpt = excerpt;
        this.set = set;
        this.bin = bin;
        this.row = row;
    }

    int neuron() {
        return neuron;
    }

    Excerpt excerpt() {
        return excerpt;
    }

    ExcerptSet set() {
        return set;
    }

    int bin() {
        return bin;
    }

    boolean isComplete() {
        return row != null;
    }

    void complete(float[] activations) {
        row = activations;
    }

    /** @param index its place in its set, which has so many excerpts */
    CollatedExcerpt collated(int index, int count) {
        return new CollatedExcerpt(excerpt, set, bin, Splits.of(set, index, count), row);
    }
}
