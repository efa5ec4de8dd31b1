package dev.ganglion.subject.collation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Makes the token tables of a layer's neurons. For one thread. */
final class TokenTables {

    private static final int IN_SPLIT = 0;
    private static final int IN_RECORD = 1;
    private static final int ELSEWHERE = 2;
    /** Bits of a key that hold the token's slot; the mean has the 32 above them, the rank of the excerpt the rest. */
    private static final int SLOT_BITS = 29;

    /** The sums of a neuron's activations on each token. */
    interface SlotSums {

        /** [slots], until the next call. */
        double[] of(int neuron);
    }

    private final CorpusScan scan;
    private final TableTokens tokens;
    private final SlotSums sums;
    private final long[] counts; // over the corpus, by slot
    private final LowestKeys first;
    /** Of the neuron under way, by slot; cleared after each. */
    private final double[] heldOutSums;

    private final int[] heldOutCounts;
    private final int[] ranks;
    private final int[] noted; // slots of the neuron's excerpts, each once
    private int notedSize;

    TokenTables(CorpusScan scan, TableTokens tokens, SlotSums sums) {
        if (tokens.size() > 1 << SLOT_BITS) {
            throw new IllegalArgumentException("there can be no more than " + (1 << SLOT_BITS) + " different tokens");
        }
        this.scan = scan;
        this.tokens = tokens;
        this.sums = sums;
        this.counts = IntStream.range(0, tokens.size())
                .mapToLong(slot -> scan.tokenCount(tokens.token(slot)))
                .toArray();
        this.first = new LowestKeys(scan.parameters().tokenTable());
        this.heldOutSums = new double[tokens.size()];
        this.heldOutCounts = new int[tokens.size()];
        this.ranks = new int[tokens.size()];
        this.noted = new int[tokens.size()];
        Arrays.fill(ranks, ELSEWHERE);
    }

    /** @param mean the neuron's, over the whole corpus */
    TokenTable table(int neuron, double mean, List<CollatedExcerpt> excerpts) {
        excerpts.forEach(this::note);
        double[] ofNeuron = sums.of(neuron);
        first.clear();
        for (int slot = 0; slot < ofNeuron.length; slot++) {
            long count = restCount(slot);
            if (count > 0) {
                first.add(key(slot, (float) ((ofNeuron[slot] - heldOutSums[slot]) / count)));
            }
        }
        TokenTable table =
                new TokenTable(entries(ofNeuron), restMean(mean, excerpts), tokens.coverage(), tokens.size());
        forget();
        return table;
    }

    private void note(CollatedExcerpt excerpt) {
        int rank = excerpt.split() == Split.NONE ? IN_RECORD : IN_SPLIT;
        for (int position = 1; position < excerpt.excerpt().length(); position++) {
            int slot = tokens.slot(excerpt.excerpt().token(position));
            if (slot >= 0) {
                if (ranks[slot] == ELSEWHERE) {
                    noted[notedSize++] = slot;
                }
                ranks[slot] = Math.min(ranks[slot], rank);
                if (excerpt.heldOut()) {
                    heldOutSums[slot] += excerpt.activation(position);
                    heldOutCounts[slot]++;
                }
            }
        }
    }

    private void forget() {
        for (int i = 0; i < notedSize; i++) {
            int slot = noted[i];
            ranks[slot] = ELSEWHERE;
            heldOutSums[slot] = 0;
            heldOutCounts[slot] = 0;
        }
        notedSize = 0;
    }

    private List<TokenTable.Entry> entries(double[] ofNeuron) {
        long[] keys = first.sorted();
        TokenTable.Entry[] entries = new TokenTable.Entry[keys.length];
        for (int i = 0; i < keys.length; i++) {
            int slot = (int) (keys[i] & ((1 << SLOT_BITS) - 1));
            entries[i] = new TokenTable.Entry(tokens.token(slot), ofNeuron[slot] - heldOutSums[slot], restCount(slot));
        }
        return List.of(entries);
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
        return counts[slot] - heldOutCounts[slot];
    }

    /** Ascends with the rank, then with falling mean (as a float: rounding must not decide), then with the token's id. */
    private long key(int slot, float mean) {
        long falling = Integer.toUnsignedLong(~SortableFloat.ascending(mean) ^ Integer.MIN_VALUE);
        return ((long) ranks[slot] << (SLOT_BITS + 32)) | (falling << SLOT_BITS) | slot;
    }
}
