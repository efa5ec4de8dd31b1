package dev.ganglion.subject.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/**
 * Root mean square normalization over the last dimension: x / √(mean of x² + ε) · weight (Zhang and Sennrich, "Root Mean
 * Square Layer Normalization", 2019). Squares are taken in float32 whatever the precision: in float16 those of numbers
 * above 255 are infinite.
 */
final class RootMeanSquareNormalization implements Normalization {

    private static final int[] WIDTH = {2};

    private final NDArray weight;
    private final float epsilon;

    RootMeanSquareNormalization(Weights weights, int width, double epsilon) {
        this.weight = weights.read("weight", width);
        this.epsilon = (float) epsilon;
    }

    @Override
    public NDArray apply(NDArray hidden) {
        DataType type = hidden.getDataType();
        NDArray wide = hidden.toType(DataType.FLOAT32, false);
        try (NDArray squares = wide.mul(wide);
                NDArray size = squares.mean(WIDTH, true).addi(epsilon).sqrt()) {
            return wide.div(size).toType(type, false).muli(weight);
        }
    }

    @Override
    public NDArray gain() {
        return weight;
    }
}
