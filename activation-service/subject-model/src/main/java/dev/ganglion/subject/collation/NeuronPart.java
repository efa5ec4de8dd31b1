package dev.ganglion.subject.collation;

import java.util.List;

/**
 * What one shard of a corpus contributes to a neuron's record: all that a {@link NeuronMerge} needs besides the parts of the
 * other shards and the {@link CorpusScan}, which they share. {@link PartFormat} writes it down. Immutable.
 */
public final class NeuronPart {

    private final NeuronSums sums;
    private final List<TopExcerpt> top;
    private final List<DrawnExcerpt> drawn;
    private final double[] tokenSums;

    /**
     * @param sums over the shard
     * @param top of the shard, the best first
     * @param drawn in the order in which they are taken into the record, of the sample and then random ones; of the first
     *     shard only
     * @param tokenSums of the activations on each token of {@link CorpusScan#tableTokens()}, over the shard; kept
     */
    NeuronPart(NeuronSums sums, List<TopExcerpt> top, List<DrawnExcerpt> drawn, double[] tokenSums) {
        this.sums = sums;
        this.top = List.copyOf(top);
        this.drawn = List.copyOf(drawn);
        this.tokenSums = tokenSums;
    }

    NeuronSums sums() {
        return sums;
    }

    List<TopExcerpt> top() {
        return top;
    }

    List<DrawnExcerpt> drawn() {
        return drawn;
    }

    double[] tokenSums() {
        return tokenSums;
    }
}
