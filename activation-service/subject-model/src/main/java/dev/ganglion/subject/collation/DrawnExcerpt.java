package dev.ganglion.subject.collation;

import dev.ganglion.subject.corpus.Excerpt;

/** A drawn excerpt that may be in a neuron's record, and the neuron's activations on it once they are known. */
final class DrawnExcerpt {

    private final ExcerptSet set;
    private final int place;
    private final int bin;
    private final int rank;
    private float[] row;

    /**
     * @param set {@link ExcerptSet#QUANTILE} of an excerpt of the sample, {@link ExcerptSet#RANDOM} of a random candidate
     * @param place in the sample, or among the candidates
     * @param bin of an excerpt of the sample, else -1
     * @param rank by maximum within the sample, from 0 for the lowest; else -1
     * @param row activations [tokens], or null if they are yet to come
     */
    DrawnExcerpt(ExcerptSet set, int place, int bin, int rank, float[] row) {
        this.set = set;
        this.place = place;
        this.bin = bin;
        this.rank = rank;
        this.row = row;
    }

    Excerpt excerpt(CorpusScan scan) {
        return (set == ExcerptSet.QUANTILE ? scan.sample() : scan.randomCandidates()).get(place);
    }

    ExcerptSet set() {
        return set;
    }

    int place() {
        return place;
    }

    int bin() {
        return bin;
    }

    int rank() {
        return rank;
    }

    float[] row() {
        return row;
    }

    void complete(float[] activations) {
        row = activations;
    }
}
