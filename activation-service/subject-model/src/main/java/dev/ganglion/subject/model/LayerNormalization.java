package dev.ganglion.subject.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.LayerNorm;

/**
 * Layer normalization over the last dimension: (x − mean) / √(variance + ε) · weight + bias, with the variance of the
 * whole population (Ba et al., "Layer Normalization", 2016).
 */
final class LayerNormalization implements Normalization {

    private final NDArray weight;
    private final NDArray bias;
    private final float epsilon;
    private final Shape width;

    LayerNormalization(Weights weights, int width, double epsilon) {
        this.weight = weights.read("weight", width);
        this.bias = weights.read("bias", width);
        this.epsilon = (float) epsilon;
        this.width = new Shape(width);
    }

    @Override
    public NDArray apply(NDArray hidden) {
        return LayerNorm.layerNorm(hidden, width, weight, bias, epsilon).singletonOrThrow();
    }

    @Override
    public NDArray gain() {
        return weight;
    }
}
