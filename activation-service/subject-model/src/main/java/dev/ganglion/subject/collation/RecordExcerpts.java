package dev.ganglion.subject.collation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Puts a neuron's chosen excerpts together, each with its set and split. */
final class RecordExcerpts {

    private RecordExcerpts() {}

    /**
     * The top excerpts, the best first, in a list that can be added to.
     *
     * @param row of activations at a place of the lists
     */
    static List<CollatedExcerpt> top(
            TopLists tops, int neuron, CollationParameters parameters, IntFunction<float[]> row) {
        int[] ranked = tops.ranked(neuron);
        List<CollatedExcerpt> top = new ArrayList<>(ranked.length + parameters.drawnExcerpts());
        for (int i = 0; i < ranked.length; i++) {
            top.add(new CollatedExcerpt(
                    tops.excerpt(ranked[i]),
                    ExcerptSet.TOP,
                    -1,
                    Splits.of(ExcerptSet.TOP, i, ranked.length),
                    row.apply(ranked[i])));
        }
        return top;
    }

    /**
     * Adds those that {@link ExcerptPicker} has picked.
     *
     * @param start of the neuron's places in what is picked
     * @param row of activations for a place
     */
    static void addPicked(
            CorpusScan scan, int[] picked, int start, IntFunction<float[]> row, List<CollatedExcerpt> excerpts) {
        CollationParameters parameters = scan.parameters();
        Picked all = new Picked(scan, picked, row, excerpts);
        int at = start;
        for (int bin = 0; bin < parameters.bins(); bin++, at += parameters.perBin()) {
            all.add(ExcerptSet.QUANTILE, bin, at, parameters.perBin());
        }
        all.add(ExcerptSet.RANDOM, -1, at, parameters.random());
        all.add(ExcerptSet.HARD_NEGATIVE, -1, at + parameters.random(), parameters.hardNegatives());
    }

    private record Picked(CorpusScan scan, int[] picked, IntFunction<float[]> row, List<CollatedExcerpt> excerpts) {

        void add(ExcerptSet set, int bin, int start, int places) {
            int size = 0;
            while (size < places && picked[start + size] != ExcerptPicker.NOBODY) {
                size++;
            }
            for (int i = 0; i < size; i++) {
                excerpts.add(new CollatedExcerpt(
                        scan.candidates().excerpt(picked[start + i]),
                        set,
                        bin,
                        Splits.of(set, i, size),
                        row.apply(start + i)));
            }
        }
    }
}
