package dev.ganglion.subject.model;

import ai.djl.ndarray.NDArray;
import java.util.function.Consumer;

/**
 * One layer of a transformer that normalizes before attention and before the MLP, and adds what each gives to the
 * hidden state.
 *
 * @param parallel the MLP sees the hidden state that attention sees, and not what attention has added
 */
record Block(Normalization beforeAttention, Attention attention, Normalization beforeMlp, Mlp mlp, boolean parallel) {

    /** One in which the MLP sees what attention has added. */
    Block(Normalization beforeAttention, Attention attention, Normalization beforeMlp, Mlp mlp) {
        this(beforeAttention, attention, beforeMlp, mlp, false);
    }

    /**
     * Changes the hidden state in place.
     *
     * @param hidden [batch, tokens, width]; temporary arrays join its manager
     * @param parts runs each step
     * @param tap sees the activations [batch, tokens, neurons]
     */
    void advance(NDArray hidden, Positions positions, BatchParts parts, Consumer<NDArray> tap) {
        NDArray activations = parallel ? activations(hidden, parts) : null;
        attend(hidden, positions, parts);
        if (!parallel) {
            activations = activations(hidden, parts);
        }
        tap.accept(activations);
        hidden.addi(parts.apply(activations, mlp::write));
    }

    /**
     * As {@link #advance}, but only as far as the activations: what they write nobody reads. The hidden state is of no use
     * afterwards.
     */
    void show(NDArray hidden, Positions positions, BatchParts parts, Consumer<NDArray> tap) {
        if (!parallel) {
            attend(hidden, positions, parts);
        }
        tap.accept(activations(hidden, parts));
    }

    private void attend(NDArray hidden, Positions positions, BatchParts parts) {
        try (NDArray looked = parts.apply(hidden, part -> attention.apply(beforeAttention.apply(part), positions))) {
            hidden.addi(looked);
        }
    }

    private NDArray activations(NDArray hidden, BatchParts parts) {
        return parts.apply(hidden, part -> mlp.activations(beforeMlp.apply(part)));
    }
}
