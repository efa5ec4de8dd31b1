package dev.ganglion.subject.collation;

import java.util.List;

/**
 * What a neuron does on each token, over the corpus without the neuron's held-out excerpts and without position 0.
 *
 * @param entries first the tokens of its excerpts that are in a split, then those of its other excerpts, then all others;
 *     each by mean, the highest first
 * @param mean the neuron's mean over the same text: what a token that is not here gets. Over the whole corpus if the
 *     held-out excerpts leave nothing of it
 * @param coverage share of the corpus's counted positions whose tokens could enter the table, in (0, 1]: 1 where sums of
 *     every token were kept; else they were of the most frequent ones
 * @param tokens how many tokens sums were kept of
 */
public record TokenTable(List<Entry> entries, double mean, double coverage, int tokens) {

    public TokenTable {
        entries = List.copyOf(entries);
    }

    /**
     * A token that occurs in that text.
     *
     * @param token its id
     * @param sum of the activations on it
     * @param count of its occurrences, above 0
     */
    public record Entry(int token, double sum, long count) {

        public double mean() {
            return sum / count;
        }
    }
}
