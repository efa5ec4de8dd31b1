package dev.ganglion.subject.model;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;

/**
 * A layer of neurons. Without a gate a neuron's activation is f(in · x); with one, f(gate · x) × (in · x) (Shazeer, "GLU
 * Variants Improve Transformer", 2020): in both cases what the projection out is given.
 */
final class Mlp {

    private final Projection in;
    private final Projection gate;
    private final UnaryOperator<NDArray> nonlinearity;
    private final Projection out;

    private Mlp(Projection in, Projection gate, UnaryOperator<NDArray> nonlinearity, Projection out) {
        this.in = in;
        this.gate = gate;
        this.nonlinearity = nonlinearity;
        this.out = out;
    }

    static Mlp plain(Projection in, UnaryOperator<NDArray> nonlinearity, Projection out) {
        return new Mlp(in, null, nonlinearity, out);
    }

    static Mlp gated(Projection in, Projection gate, UnaryOperator<NDArray> nonlinearity, Projection out) {
        return new Mlp(in, gate, nonlinearity, out);
    }

    /**
     * What each neuron does at each token.
     *
     * @param hidden [batch, tokens, width]
     * @return [batch, tokens, neurons]
     */
    NDArray activations(NDArray hidden) {
        try (NDArray before = trigger().apply(hidden)) {
            NDArray activations = nonlinearity.apply(before);
            if (gate != null) {
                try (NDArray values = in.apply(hidden)) {
                    activations.muli(values);
                }
            }
            return activations;
        }
    }

    /** What the neurons write: [batch, tokens, neurons] to [batch, tokens, width]. */
    NDArray write(NDArray activations) {
        return out.apply(activations);
    }

    /** What decides whether a neuron fires: its gate, if it has one. */
    Projection trigger() {
        return gate == null ? in : gate;
    }

    Projection out() {
        return out;
    }
}
