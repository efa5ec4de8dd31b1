package dev.ganglion.subject.collation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes the token tables of a layer's neurons. For one thread. */
final class TokenTables {

    private static final int IN_SPLIT = 0;
    private static final int IN_RECORD = 1;
    private static final int ELSEWHERE = 2;
    /** Bits of a key that hold the token's id; the mean has the 32 above them, the rank of the excerpt the rest. */
    private static final int TOKEN_BITS = 29;

    private final CorpusScan scan;
    private final TokenSums sums;
    private final LowestKeys first;
    /** Of the neuron under way, by token [tokenBound]; cleared after each. */
    private final double[] heldOutSums;

    private final int[] heldOutCounts;
    private final int[] ranks;

    TokenTables(CorpusScan scan, TokenSums sums) {
        if (scan.tokenBound() > 1 << TOKEN_BITS) {
            throw new IllegalArgumentException("token ids must be below " + (1 << TOKEN_BITS));
        }
        this.scan = scan;
        this.sums = sums;
        this.first = new LowestKeys(scan.parameters().tokenTable());
        this.heldOutSums = new double[scan.tokenBound()];
        this.heldOutCounts = new int[scan.tokenBound()];
        this.ranks = new int[scan.tokenBound()];
        Arrays.fill(ranks, ELSEWHERE);
    }

    TokenTable table(int neuron, List<CollatedExcerpt> excerpts) {
        excerpts.forEach(this::note);
        first.clear();
        double total = 0;
        double rest = 0;
        long restCount = 0;
        for (int token = 0; token < scan.tokenBound(); token++) {
            if (scan.tokenCount(token) > 0) {
                total += sums.sum(token, neuron);
                long count = restCount(token);
                if (count > 0) {
                    double sum = restSum(token, neuron);
                    rest += sum;
                    restCount += count;
                    first.add(key(token, (float) (sum / count)));
                }
            }
        }
        double mean = restCount > 0 ? rest / restCount : total / scan.positions();
        TokenTable table = new TokenTable(entries(neuron), mean);
        excerpts.forEach(this::forget);
        return table;
    }

    private void note(CollatedExcerpt excerpt) {
        int rank = excerpt.split() == Split.NONE ? IN_RECORD : IN_SPLIT;
        for (int position = 1; position < excerpt.excerpt().length(); position++) {
            int token = excerpt.excerpt().token(position);
            ranks[token] = Math.min(ranks[token], rank);
            if (excerpt.heldOut()) {
                heldOutSums[token] += excerpt.activation(position);
                heldOutCounts[token]++;
            }
        }
    }

    private void forget(CollatedExcerpt excerpt) {
        for (int position = 1; position < excerpt.excerpt().length(); position++) {
            int token = excerpt.excerpt().token(position);
            ranks[token] = ELSEWHERE;
            heldOutSums[token] = 0;
            heldOutCounts[token] = 0;
        }
    }

    private List<TokenTable.Entry> entries(int neuron) {
        List<TokenTable.Entry> entries = new ArrayList<>();
        for (long key : first.sorted()) {
            int token = (int) (key & ((1 << TOKEN_BITS) - 1));
            entries.add(new TokenTable.Entry(token, restSum(token, neuron), restCount(token)));
        }
        return entries;
    }

    private long restCount(int token) {
        return scan.tokenCount(token) - heldOutCounts[token];
    }

    private double restSum(int token, int neuron) {
        return sums.sum(token, neuron) - heldOutSums[token];
    }

    /** Ascends with the rank, then with falling mean (as a float: rounding must not decide), then with the id. */
    private long key(int token, float mean) {
        long falling = Integer.toUnsignedLong(~SortableFloat.ascending(mean) ^ Integer.MIN_VALUE);
        return ((long) ranks[token] << (TOKEN_BITS + 32)) | (falling << TOKEN_BITS) | token;
    }
}
