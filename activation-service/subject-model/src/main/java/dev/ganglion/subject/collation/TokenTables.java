package dev.ganglion.subject.collation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes the token tables of a layer's neurons. For one thread. */
final class TokenTables {

    private static final int IN_SPLIT = 0;
    private static final int IN_RECORD = 1;
    private static final int ELSEWHERE = 2;
    /** Bits of a key that hold the token's slot; the mean has the 32 above them, the rank of the excerpt the rest. */
    private static final int SLOT_BITS = 29;

    /** The sum of a neuron's activations on the token of a slot. */
    interface SlotSums {
        double sum(int slot, int neuron);
    }

    private final CorpusScan scan;
    private final TableTokens tokens;
    private final SlotSums sums;
    private final LowestKeys first;
    /** Of the neuron under way, by slot; cleared after each. */
    private final double[] heldOutSums;

    private final int[] heldOutCounts;
    private final int[] ranks;

    TokenTables(CorpusScan scan, TableTokens tokens, SlotSums sums) {
        if (tokens.size() > 1 << SLOT_BITS) {
            throw new IllegalArgumentException("there can be no more than " + (1 << SLOT_BITS) + " different tokens");
        }
        this.scan = scan;
        this.tokens = tokens;
        this.sums = sums;
        this.first = new LowestKeys(scan.parameters().tokenTable());
        this.heldOutSums = new double[tokens.size()];
        this.heldOutCounts = new int[tokens.size()];
        this.ranks = new int[tokens.size()];
        Arrays.fill(ranks, ELSEWHERE);
    }

    /** @param mean the neuron's, over the whole corpus */
    TokenTable table(int neuron, double mean, List<CollatedExcerpt> excerpts) {
        excerpts.forEach(this::note);
        first.clear();
        for (int slot = 0; slot < tokens.size(); slot++) {
            long count = restCount(slot);
            if (count > 0) {
                first.add(key(slot, (float) (restSum(slot, neuron) / count)));
            }
        }
        TokenTable table = new TokenTable(entries(neuron), restMean(mean, excerpts), tokens.coverage(), tokens.size());
        excerpts.forEach(this::forget);
        return table;
    }

    private void note(CollatedExcerpt excerpt) {
        int rank = excerpt.split() == Split.NONE ? IN_RECORD : IN_SPLIT;
        for (int position = 1; position < excerpt.excerpt().length(); position++) {
            int slot = tokens.slot(excerpt.excerpt().token(position));
            if (slot >= 0) {
                ranks[slot] = Math.min(ranks[slot], rank);
                if (excerpt.heldOut()) {
                    heldOutSums[slot] += excerpt.activation(position);
                    heldOutCounts[slot]++;
                }
            }
        }
    }

    private void forget(CollatedExcerpt excerpt) {
        for (int position = 1; position < excerpt.excerpt().length(); position++) {
            int slot = tokens.slot(excerpt.excerpt().token(position));
            if (slot >= 0) {
                ranks[slot] = ELSEWHERE;
                heldOutSums[slot] = 0;
                heldOutCounts[slot] = 0;
            }
        }
    }

    private List<TokenTable.Entry> entries(int neuron) {
        List<TokenTable.Entry> entries = new ArrayList<>();
        for (long key : first.sorted()) {
            int slot = (int) (key & ((1 << SLOT_BITS) - 1));
            entries.add(new TokenTable.Entry(tokens.token(slot), restSum(slot, neuron), restCount(slot)));
        }
        return entries;
    }

    /** The mean over the corpus without the held-out excerpts, or over all of it if nothing else is there. */
    private double restMean(double mean, List<CollatedExcerpt> excerpts) {
        double rest = mean * scan.positions();
        long count = scan.positions();
        for (CollatedExcerpt excerpt : excerpts) {
            if (excerpt.heldOut()) {
                for (int position = 1; position < excerpt.excerpt().length(); position++) {
                    rest -= excerpt.activation(position);
                }
                count -= excerpt.excerpt().length() - 1;
            }
        }
        return count > 0 ? rest / count : mean;
    }

    private long restCount(int slot) {
        return scan.tokenCount(tokens.token(slot)) - heldOutCounts[slot];
    }

    private double restSum(int slot, int neuron) {
        return sums.sum(slot, neuron) - heldOutSums[slot];
    }

    /** Ascends with the rank, then with falling mean (as a float: rounding must not decide), then with the token's id. */
    private long key(int slot, float mean) {
        long falling = Integer.toUnsignedLong(~SortableFloat.ascending(mean) ^ Integer.MIN_VALUE);
        return ((long) ranks[slot] << (SLOT_BITS + 32)) | (falling << SLOT_BITS) | slot;
    }
}
