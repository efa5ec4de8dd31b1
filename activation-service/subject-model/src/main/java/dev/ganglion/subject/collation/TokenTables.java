package dev.ganglion.subject.collation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes the token tables of neurons. For one thread. */
final class TokenTables {

    private static final int IN_SPLIT = 0;
    private static final int IN_RECORD = 1;
    private static final int ELSEWHERE = 2;
    /** Bits of a key that hold the token's id; the mean has the 32 above them, the rank of the excerpt the rest. */
    private static final int TOKEN_BITS = 29;

    private final CorpusScan scan;
    private final LowestKeys first;
    /** Of the neuron under way, by token [tokenBound]; cleared after each. */
    private final double[] heldOutSums;

    private final int[] heldOutCounts;
    private final int[] ranks;

    TokenTables(CorpusScan scan) {
        if (scan.tokenBound() > 1 << TOKEN_BITS) {
            throw new IllegalArgumentException("token ids must be below " + (1 << TOKEN_BITS));
        }
        this.scan = scan;
        this.first = new LowestKeys(scan.parameters().tokenTable());
        this.heldOutSums = new double[scan.tokenBound()];
        this.heldOutCounts = new int[scan.tokenBound()];
        this.ranks = new int[scan.tokenBound()];
        Arrays.fill(ranks, ELSEWHERE);
    }

    /**
     * A neuron's table.
     *
     * @param sums of its activations on each token of {@link CorpusScan#tableTokens()} over the whole corpus
     * @param excerpts of its record
     */
    TokenTable table(double[] sums, List<CollatedExcerpt> excerpts) {
        int[] tokens = scan.tableTokens();
        if (sums.length != tokens.length) {
            throw new IllegalArgumentException(
                    "there are sums of " + sums.length + " tokens, and the corpus has " + tokens.length);
        }
        excerpts.forEach(this::note);
        first.clear();
        double total = 0;
        double rest = 0;
        long restCount = 0;
        for (int i = 0; i < tokens.length; i++) {
            total += sums[i];
            long count = restCount(tokens[i]);
            if (count > 0) {
                double sum = sums[i] - heldOutSums[tokens[i]];
                rest += sum;
                restCount += count;
                first.add(key(tokens[i], (float) (sum / count)));
            }
        }
        double mean = restCount > 0 ? rest / restCount : total / scan.positions();
        TokenTable table = new TokenTable(entries(sums), mean);
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

    private List<TokenTable.Entry> entries(double[] sums) {
        List<TokenTable.Entry> entries = new ArrayList<>();
        for (long key : first.sorted()) {
            int token = (int) (key & ((1 << TOKEN_BITS) - 1));
            double sum = sums[scan.tableIndex(token)] - heldOutSums[token];
            entries.add(new TokenTable.Entry(token, sum, restCount(token)));
        }
        return entries;
    }

    private long restCount(int token) {
        return scan.tokenCount(token) - heldOutCounts[token];
    }

    /** Ascends with the rank, then with falling mean (as a float: rounding must not decide), then with the id. */
    private long key(int token, float mean) {
        long falling = Integer.toUnsignedLong(~SortableFloat.ascending(mean) ^ Integer.MIN_VALUE);
        return ((long) ranks[token] << (TOKEN_BITS + 32)) | (falling << TOKEN_BITS) | token;
    }
}
