package dev.ganglion.subject.model;

import java.util.List;

/**
 * The parts of a decoder-only transformer, with their weights, in the order in which they run. What differs between
 * architectures is how these are built.
 */
record Network(ModelShape shape, Embedding embedding, List<Block> blocks, Unembedding unembedding) {

    Network {
        blocks = List.copyOf(blocks);
    }
}
