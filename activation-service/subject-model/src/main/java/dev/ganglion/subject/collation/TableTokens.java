package dev.ganglion.subject.collation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The tokens that sums are kept of: all that occur in a corpus, or the most frequent of them (of equally frequent ones
 * those with the lower id). Each has a slot, from 0, in the order of their ids. Immutable.
 */
public final class TableTokens {

    private static final int NONE = -1;

    private final int[] tokens; // [slots], ascending
    private final int[] slots; // [tokenBound]
    private final double coverage;

    /** @param most how many there may be */
    TableTokens(CorpusScan scan, int most) {
        tokens = IntStream.range(0, scan.tokenBound())
                .filter(token -> scan.tokenCount(token) > 0)
                .boxed()
                .sorted(Comparator.comparingLong(scan::tokenCount).reversed().thenComparing(token -> token))
                .limit(most)
                .mapToInt(token -> token)
                .sorted()
                .toArray();
        slots = new int[scan.tokenBound()];
        Arrays.fill(slots, NONE);
        long covered = 0;
        for (int slot = 0; slot < tokens.length; slot++) {
            slots[tokens[slot]] = slot;
            covered += scan.tokenCount(tokens[slot]);
        }
        coverage = (double) covered / scan.positions();
    }

    /** No token. */
    static TableTokens none(CorpusScan scan) {
        return new TableTokens(scan, 0);
    }

    /** {@link CollationParameters#canonical(TokenTable)} of the tables over these tokens. */
    public String canonical(CollationParameters parameters) {
        return parameters.canonical(coverage, tokens.length);
    }

    int size() {
        return tokens.length;
    }

    int token(int slot) {
        return tokens[slot];
    }

    /** The token's slot, or -1. */
    int slot(int token) {
        return slots[token];
    }

    /** Share of the corpus's positions, position 0 of each excerpt left out, that have one of these; 1 for all. */
    double coverage() {
        return coverage;
    }
}
