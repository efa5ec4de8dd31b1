package dev.ganglion.subject.model;

import ai.djl.ndarray.NDArray;
import java.util.function.Consumer;

/**
 * One layer of a transformer that normalizes before attention and before the MLP, and adds what each gives to the
 * hidden state.
 */
final class Block {

    private final LayerNormalization beforeAttention;
    private final Attention attention;
    private final LayerNormalization beforeMlp;
    private final Mlp mlp;

    Block(LayerNormalization beforeAttention, Attention attention, LayerNormalization beforeMlp, Mlp mlp) {
        this.beforeAttention = beforeAttention;
        this.attention = attention;
        this.beforeMlp = beforeMlp;
        this.mlp = mlp;
    }

    /**
     * Changes the hidden state in place.
     *
     * @param hidden [batch, tokens, width]; temporary arrays join its manager
     * @param mask [tokens, tokens], see {@link Attention#apply}
     * @param tap sees the activations [batch, tokens, neurons]
     */
    void advance(NDArray hidden, NDArray mask, Consumer<NDArray> tap) {
        hidden.addi(attention.apply(beforeAttention.apply(hidden), mask));
        NDArray activations = mlp.activations(beforeMlp.apply(hidden));
        tap.accept(activations);
        hidden.addi(mlp.write(activations));
    }
}
