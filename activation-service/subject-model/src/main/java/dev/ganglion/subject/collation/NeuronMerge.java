package dev.ganglion.subject.collation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes a neuron's record of what the shards of the corpus contribute to it. What comes out is what one worker would have
 * found over the whole corpus, but for the last digits of sums: one worker's record is the merge of its one part. For one
 * thread.
 */
public final class NeuronMerge {

    private final CorpusScan scan;
    private final TokenTables tables;

    /** @param scan of the whole corpus, finished: the one by which the parts were made */
    public NeuronMerge(CorpusScan scan) {
        this.scan = scan;
        this.tables = new TokenTables(scan);
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
        if (sums.count() != scan.positions()) {
            throw new IllegalArgumentException(
                    "the parts have " + sums.count() + " positions, and the corpus " + scan.positions());
        }
        TopExcerpts top = top(parts);
        List<CollatedExcerpt> excerpts = new ArrayList<>();
        addTop(top, excerpts);
        addDrawn(parts.get(0).drawn(), new HashSet<>(top.fingerprints()), excerpts);
        return new NeuronCollation(sums.statistics(top.maximum()), excerpts, tables.table(tokenSums(parts), excerpts));
    }

    private TopExcerpts top(List<NeuronPart> parts) {
        TopExcerpts top = new TopExcerpts(scan.parameters().top());
        for (NeuronPart part : parts) {
            for (TopExcerpt excerpt : part.top()) {
                int place = top.place(excerpt.maximum(), excerpt.excerpt());
                if (place >= 0) {
                    top.put(place, excerpt);
                }
            }
        }
        return top;
    }

    private static void addTop(TopExcerpts top, List<CollatedExcerpt> excerpts) {
        List<TopExcerpt> best = top.best();
        for (int i = 0; i < best.size(); i++) {
            TopExcerpt excerpt = best.get(i);
            excerpts.add(new CollatedExcerpt(
                    excerpt.excerpt(), ExcerptSet.TOP, -1, Splits.of(ExcerptSet.TOP, i, best.size()), excerpt.row()));
        }
    }

    private void addDrawn(List<DrawnExcerpt> candidates, Set<Long> taken, List<CollatedExcerpt> excerpts) {
        CollationParameters parameters = scan.parameters();
        Room bins = new Room(taken, parameters.bins(), parameters.perBin());
        Room random = new Room(taken, 1, parameters.random());
        List<DrawnExcerpt> ofBins = new ArrayList<>();
        List<DrawnExcerpt> atRandom = new ArrayList<>();
        for (DrawnExcerpt candidate : candidates) {
            long fingerprint = candidate.excerpt(scan).fingerprint();
            if (candidate.set() == ExcerptSet.QUANTILE) {
                if (bins.take(candidate.bin(), fingerprint)) {
                    ofBins.add(candidate);
                }
            } else if (random.take(0, fingerprint)) {
                atRandom.add(candidate);
            }
        }
        ofBins.sort(Comparator.comparingInt(DrawnExcerpt::bin).thenComparing(excerpt -> -excerpt.rank()));
        addInSplits(ofBins, excerpts);
        addInSplits(atRandom, excerpts);
    }

    private void addInSplits(List<DrawnExcerpt> drawn, List<CollatedExcerpt> excerpts) {
        for (int i = 0; i < drawn.size(); i++) {
            DrawnExcerpt excerpt = drawn.get(i);
            excerpts.add(new CollatedExcerpt(
                    excerpt.excerpt(scan),
                    excerpt.set(),
                    excerpt.bin(),
                    Splits.of(excerpt.set(), i, drawn.size()),
                    excerpt.row()));
        }
    }

    private static double[] tokenSums(List<NeuronPart> parts) {
        if (parts.size() == 1) {
            return parts.get(0).tokenSums();
        }
        double[] sums = parts.get(0).tokenSums().clone();
        for (NeuronPart part : parts.subList(1, parts.size())) {
            double[] more = part.tokenSums();
            for (int i = 0; i < sums.length; i++) {
                sums[i] += more[i];
            }
        }
        return sums;
    }
}
