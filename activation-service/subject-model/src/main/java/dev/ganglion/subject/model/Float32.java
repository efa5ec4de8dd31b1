package dev.ganglion.subject.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

/** Copies weights. */
final class Float32 {

    private Float32() {}

    /**
     * A copy in the scope, whatever the precision. Made by adding: an operation that begins with a weight would add its result
     * to the weights' memory, which takes no more.
     */
    static NDArray copy(NDArray weight, NDManager scope) {
        return scope.zeros(weight.getShape(), DataType.FLOAT32).addi(weight);
    }
}
