package dev.ganglion.subject.collation;

import java.util.List;

/**
 * What the corpus shows of a neuron. Of a neuron that never fires it has the same parts.
 *
 * @param statistics over the whole corpus
 * @param excerpts top ones by maximum, then quantile ones by bin and within it by maximum, then random ones by hash; none
 *     of them twice, and no two of them near-identical
 * @param tokenTable over the corpus without the held-out excerpts
 */
public record NeuronCollation(NeuronStatistics statistics, List<CollatedExcerpt> excerpts, TokenTable tokenTable) {

    public NeuronCollation {
        excerpts = List.copyOf(excerpts);
    }
}
