package dev.ganglion.subject.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** The {@link Directions} of a network: the same for every architecture. */
record NetworkDirections(Network network) implements Directions {

    @Override
    public ModelShape shape() {
        return network.shape();
    }

    @Override
    public NDArray reads(int layer, NDManager scope) {
        Block block = network.blocks().get(layer);
        return scaled(block.mlp().trigger().byOutputs(scope), block.beforeMlp(), scope);
    }

    @Override
    public NDArray writes(int layer, NDManager scope) {
        return network.blocks().get(layer).mlp().out().byInputs(scope);
    }

    @Override
    public NDArray embedding(NDManager scope) {
        return Float32.copy(network.embedding().tokens(), scope);
    }

    @Override
    public NDArray unembedding(NDManager scope) {
        Unembedding unembedding = network.unembedding();
        return scaled(Float32.copy(unembedding.tokens(), scope), unembedding.normalization(), scope);
    }

    private static NDArray scaled(NDArray weights, Normalization normalization, NDManager scope) {
        try (NDArray gain = Float32.copy(normalization.gain(), scope)) {
            return weights.muli(gain);
        }
    }
}
