package dev.ganglion.subject.collation;

import java.util.stream.IntStream;

/** A layer's neurons in blocks of neighbours, worked on by all cores. What is done on one block is no other's business. */
final class NeuronBlocks {

    /** So many that their activations on a batch, and their sums, stay near the core that works on them. */
    static final int BLOCK = 256;

    private NeuronBlocks() {}

    /** Does the work for neurons from one to another, exclusive. */
    interface Work {
        void on(int from, int to);
    }

    /** Returns when all is done. */
    static void each(int neurons, Work work) {
        IntStream.range(0, (neurons + BLOCK - 1) / BLOCK)
                .parallel()
                .forEach(block -> work.on(block * BLOCK, Math.min(neurons, (block + 1) * BLOCK)));
    }
}
