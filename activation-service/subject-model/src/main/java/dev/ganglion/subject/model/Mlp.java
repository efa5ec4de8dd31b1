package dev.ganglion.subject.model;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;

/** A layer of neurons: one projection in, a nonlinearity, one projection out. */
final class Mlp {

    private final Projection in;
    private final UnaryOperator<NDArray> nonlinearity;
    private final Projection out;

    Mlp(Projection in, UnaryOperator<NDArray> nonlinearity, Projection out) {
        this.in = in;
        this.nonlinearity = nonlinearity;
        this.out = out;
    }

    /**
     * What each neuron does at each token.
     *
     * @param hidden [batch, tokens, width]
     * @return [batch, tokens, neurons]
     */
    NDArray activations(NDArray hidden) {
        try (NDArray before = in.apply(hidden)) {
            return nonlinearity.apply(before);
        }
    }

    /** What the neurons write: [batch, tokens, neurons] to [batch, tokens, width]. */
    NDArray write(NDArray activations) {
        return out.apply(activations);
    }
}
