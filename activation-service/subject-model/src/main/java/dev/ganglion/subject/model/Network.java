package dev.ganglion.subject.model;

import java.util.List;

/**
 * The parts of a decoder-only transformer, with their weights, in the order in which they run. What differs between
 * architectures is how these are built.
 *
 * @param width of the hidden state
 * @param rotary null where positions are embedded
 */
record Network(
        ModelShape shape,
        int width,
        HeadShape heads,
        Embedding embedding,
        Rotary rotary,
        List<Block> blocks,
        Unembedding unembedding) {

    /** Attention needs this squared, in the mask alone: more is for other ways to compute it. */
    private static final int LONGEST_EXCERPT = 32_768;

    Network {
        shape = new ModelShape(
                shape.layers(),
                shape.neuronsPerLayer(),
                Math.min(shape.contextLength(), LONGEST_EXCERPT),
                shape.vocabularySize());
        blocks = List.copyOf(blocks);
    }

    /** About how many numbers are held at once, at most, for each excerpt of so many tokens. */
    long workingNumbers(int tokens) {
        long hidden = 3L * width;
        long attention = 3L * heads.all() + 2L * heads.queries() * tokens;
        long neurons = 5L * shape.neuronsPerLayer();
        return tokens * (hidden + Math.max(attention, neurons));
    }
}
