package dev.ganglion.subject.collation;

import java.util.Arrays;
import java.util.List;

/**
 * Makes a neuron's record of what the shards of the corpus contribute to it: what one worker would have found over the whole
 * corpus, but for the last digits of sums, and chosen by the same {@link ExcerptPicker} and {@link TokenTables}. For one
 * thread.
 */
public final class NeuronMerge {

    private final CorpusScan scan;
    private final ExcerptPicker picker;
    private final TokenTables tables;
    private final float[][] maxima; // of the neuron under way [candidates][1]
    private final int[] picked; // [drawnExcerpts]
    private final double[] tokenSums; // of the neuron under way [slots]

    /**
     * @param scan of the whole corpus, finished: the one by which the parts were made
     * @param tokens that sums were kept of
     */
    public NeuronMerge(CorpusScan scan, TableTokens tokens) {
        this.scan = scan;
        this.picker = new ExcerptPicker(scan);
        this.maxima = new float[scan.candidates().size()][1];
        this.picked = new int[scan.parameters().drawnExcerpts()];
        double[] sums = new double[tokens.size()];
        this.tokenSums = sums;
        this.tables = new TokenTables(scan, tokens, neuron -> sums);
    }

    /**
     * The neuron's record.
     *
     * @param parts of all shards, in their order; sums are added in it, so that the same parts give the same record
     * @throws IllegalArgumentException if they are not the parts of this corpus
     */
    public NeuronCollation collation(List<NeuronPart> parts) {
        NeuronSums sums =
                parts.stream().map(NeuronPart::sums).reduce(NeuronSums::plus).orElseThrow();
        NeuronPart first = parts.get(0);
        if (sums.count() != scan.positions()) {
            throw new IllegalArgumentException(
                    "the parts have " + sums.count() + " positions, and the corpus " + scan.positions());
        }
        if (first.candidates() != maxima.length) {
            throw new IllegalArgumentException("the first part has rows of " + first.candidates()
                    + " drawn excerpts, and the corpus " + maxima.length);
        }
        TopLists tops = new TopLists(1, scan.parameters().top());
        List<CollatedExcerpt> excerpts = top(parts, tops);
        for (int candidate = 0; candidate < maxima.length; candidate++) {
            maxima[candidate][0] = first.candidateMaximum(candidate);
        }
        picker.pick(0, tops.maximum(0), excerpts, maxima, picked, 0);
        RecordExcerpts.addPicked(scan, picked, 0, place -> first.row(picked[place]), excerpts);
        addTokenSums(parts);
        return new NeuronCollation(sums.statistics(tops.maximum(0)), excerpts, tables.table(0, sums.mean(), excerpts));
    }

    private List<CollatedExcerpt> top(List<NeuronPart> parts, TopLists tops) {
        float[][] rows = new float[scan.parameters().top()][];
        for (NeuronPart part : parts) {
            for (TopExcerpt top : part.top()) {
                int at = tops.put(0, top.maximum(), top.excerpt());
                if (at >= 0) {
                    rows[at] = top.row();
                }
            }
        }
        return RecordExcerpts.top(tops, 0, scan.parameters(), at -> rows[at]);
    }

    private void addTokenSums(List<NeuronPart> parts) {
        Arrays.fill(tokenSums, 0);
        for (NeuronPart part : parts) {
            double[] more = part.tokenSums();
            for (int slot = 0; slot < tokenSums.length; slot++) {
                tokenSums[slot] += more[slot];
            }
        }
    }
}
