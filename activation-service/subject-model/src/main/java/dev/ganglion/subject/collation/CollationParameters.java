package dev.ganglion.subject.collation;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a record is made of. Two collations of the same model and corpus agree if their {@link #canonical} texts do.
 *
 * @param excerptTokens tokens in an excerpt, at least 2: the first counts in nothing
 * @param top excerpts of the highest maximum
 * @param quantileBounds bounds of the quantile bins in ascending order, in [0, 1]: a bin from each to the next, without
 *     its upper bound; empty for no bins
 * @param perBin excerpts from each bin
 * @param sample excerpts of the corpus on which quantiles are estimated
 * @param random excerpts chosen at random
 * @param hardNegatives silent excerpts that share the most tokens with the top ones
 * @param tokenTable most entries of a token table
 * @param seed of every choice made at random
 */
public record CollationParameters(
        int excerptTokens,
        int top,
        List<Double> quantileBounds,
        int perBin,
        int sample,
        int random,
        int hardNegatives,
        int tokenTable,
        long seed) {

    /** Of the method's code: to be raised with every change that gives other records. */
    private static final int VERSION = 2;

    public CollationParameters {
        quantileBounds = List.copyOf(quantileBounds);
        atLeast("excerptTokens", excerptTokens, 2);
        atLeast("top", top, 1);
        atLeast("perBin", perBin, 0);
        atLeast("sample", sample, 1);
        atLeast("random", random, 0);
        atLeast("hardNegatives", hardNegatives, 0);
        atLeast("tokenTable", tokenTable, 0);
        double below = -1;
        for (double bound : quantileBounds) {
            if (!(bound >= 0 && bound <= 1 && bound > below)) {
                throw new IllegalArgumentException(
                        "quantileBounds must ascend within [0, 1], and are " + quantileBounds);
            }
            below = bound;
        }
    }

    /**
     * As in the paper 20 top excerpts and 5 from each of four quantile bins. Of the 30 random ones, 15 are in splits as in the
     * paper; the others are there so that scores that judge whole excerpts find at least 20 silent ones that nothing was
     * chosen on. Of hard negatives there are as many as such scores take.
     */
    public static CollationParameters defaults() {
        return new CollationParameters(64, 20, List.of(0.0, 0.5, 0.9, 0.99, 0.999), 5, 1_000, 30, 5, 1_024, 0);
    }

    public CollationParameters withExcerptTokens(int tokens) {
        return new CollationParameters(
                tokens, top, quantileBounds, perBin, sample, random, hardNegatives, tokenTable, seed);
    }

    public CollationParameters withSeed(long newSeed) {
        return new CollationParameters(
                excerptTokens, top, quantileBounds, perBin, sample, random, hardNegatives, tokenTable, newSeed);
    }

    /** How many quantile bins there are. */
    public int bins() {
        return Math.max(0, quantileBounds.size() - 1);
    }

    /** The most excerpts of a record that are chosen out of those drawn from the corpus: all but the top ones. */
    public int drawnExcerpts() {
        return bins() * perBin + random + hardNegatives;
    }

    /** The parameters and the method's version on one line, for the identity of a record. */
    public String canonical() {
        String bounds = quantileBounds.stream().map(String::valueOf).collect(Collectors.joining(","));
        return "collation " + VERSION + " excerptTokens=" + excerptTokens + " top=" + top + " quantileBounds=" + bounds
                + " perBin=" + perBin + " sample=" + sample + " random=" + random + " hardNegatives=" + hardNegatives
                + " tokenTable=" + tokenTable
                + " seed=" + seed;
    }

    /**
     * The same for a record whose token table covers a part of the corpus only: then it is another record than with more
     * memory, and says of how many tokens sums were kept.
     */
    public String canonical(TokenTable table) {
        return canonical(table.coverage(), table.tokens());
    }

    String canonical(double coverage, int tokens) {
        return coverage < 1 ? canonical() + " tableTokens=" + tokens : canonical();
    }

    /** Enough random excerpts that some are left for each neuron, whatever its other sets have taken. */
    int randomCandidates() {
        return Math.addExact(random, Math.addExact(top, Math.multiplyExact(bins(), perBin)));
    }

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", and is " + value);
        }
    }
}
