package dev.ganglion.subject.collation;

import java.util.List;

/**
 * What one shard of a corpus contributes to a neuron's record: all that a {@link NeuronMerge} needs besides the parts of the
 * other shards and the {@link CorpusScan}, which they share. {@link PartFormat} writes it down.
 */
public final class NeuronPart {

    private final NeuronSums sums;
    private final List<TopExcerpt> top;
    private final float[] candidateMaxima;
    private final HalfRows rows;
    private final int firstRow;
    private final double[] tokenSums;

    /**
     * @param sums over the shard
     * @param top of the shard, the best first
     * @param candidateMaxima the neuron's maximum on each candidate of the scan [candidates]; of the first shard only, empty
     *     for the others
     * @param rows the neuron's activations on each candidate, from {@code firstRow} on
     * @param tokenSums of the activations on the token of each slot, over the shard; kept
     */
    NeuronPart(
            NeuronSums sums,
            List<TopExcerpt> top,
            float[] candidateMaxima,
            HalfRows rows,
            int firstRow,
            double[] tokenSums) {
        this.sums = sums;
        this.top = List.copyOf(top);
        this.candidateMaxima = candidateMaxima;
        this.rows = rows;
        this.firstRow = firstRow;
        this.tokenSums = tokenSums;
    }

    NeuronSums sums() {
        return sums;
    }

    List<TopExcerpt> top() {
        return top;
    }

    /** How many candidates there are rows of: all or none. */
    int candidates() {
        return candidateMaxima.length;
    }

    float candidateMaximum(int candidate) {
        return candidateMaxima[candidate];
    }

    /** The activations on a candidate [tokens]. */
    float[] row(int candidate) {
        return rows.get(firstRow + candidate);
    }

    HalfRows rows() {
        return rows;
    }

    int firstRow() {
        return firstRow;
    }

    double[] tokenSums() {
        return tokenSums;
    }
}
