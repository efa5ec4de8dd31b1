package dev.ganglion.subject.model;

import ai.djl.ndarray.NDArray;

/** x · weight + bias, where the weight is stored [inputs, outputs], as GPT-2's files have it. */
final class Projection {

    private final NDArray weight;
    private final NDArray bias;

    Projection(Weights weights, int inputs, int outputs) {
        this.weight = weights.read("weight", inputs, outputs);
        this.bias = weights.read("bias", outputs);
    }

    /**
     * @param input [batch, tokens, inputs]
     * @return [batch, tokens, outputs], an array of its own
     */
    NDArray apply(NDArray input) {
        return input.matMul(weight).addi(bias);
    }
}
