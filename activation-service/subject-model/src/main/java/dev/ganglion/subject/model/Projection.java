package dev.ganglion.subject.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import java.util.List;

/** x · weight + bias. Files have the weight either way round, and some have no bias. */
final class Projection {

    private final NDArray weight;
    private final NDArray bias;
    private final boolean outputsFirst;

    /**
     * @param weight [outputs, inputs] or [inputs, outputs]
     * @param bias [outputs], or null
     */
    private Projection(NDArray weight, NDArray bias, boolean outputsFirst) {
        this.weight = weight;
        this.bias = bias;
        this.outputsFirst = outputsFirst;
    }

    /** Reads a weight that is stored [inputs, outputs], as GPT-2's files have it, and its bias. */
    static Projection inputsFirst(Weights weights, int inputs, int outputs) {
        return new Projection(weights.read("weight", inputs, outputs), weights.read("bias", outputs), false);
    }

    /** Reads a weight that is stored [outputs, inputs], as nearly all other files have it. */
    static Projection outputsFirst(Weights weights, int inputs, int outputs, boolean biased) {
        return new Projection(
                weights.read("weight", outputs, inputs), biased ? weights.read("bias", outputs) : null, true);
    }

    /**
     * One projection to the outputs of all of these, one after the other: one large product is faster than several small
     * ones. Takes over their arrays.
     *
     * @param parts of equal inputs, stored outputs first; with a bias all of them or none
     */
    static Projection joined(List<Projection> parts) {
        NDArray weight = joinedArrays(parts.stream().map(part -> part.weight).toList());
        boolean biased = parts.get(0).bias != null;
        NDArray bias =
                biased ? joinedArrays(parts.stream().map(part -> part.bias).toList()) : null;
        return new Projection(weight, bias, true);
    }

    private static NDArray joinedArrays(List<NDArray> parts) {
        NDArray joined = NDArrays.concat(new NDList(parts));
        parts.forEach(NDArray::close);
        return joined;
    }

    /**
     * The same with its outputs in another order: from groups of parts to parts of groups. Takes over the arrays.
     *
     * @param groups the outputs are stored [groups, parts, size of a part]
     */
    Projection partsFirst(int groups, int parts) {
        return new Projection(swapped(weight, groups, parts), bias == null ? null : swapped(bias, groups, parts), true);
    }

    private static NDArray swapped(NDArray stored, int groups, int parts) {
        Shape shape = stored.getShape();
        try (NDArray old = stored;
                NDArray grouped = old.reshape(groups, parts, -1);
                NDArray view = grouped.transpose(1, 0, 2);
                NDArray parted = view.duplicate()) {
            return parted.reshape(shape);
        }
    }

    /**
     * @param input [batch, tokens, inputs]
     * @return [batch, tokens, outputs], an array of its own
     */
    NDArray apply(NDArray input) {
        if (outputsFirst) {
            return Linear.linear(input, weight, bias).singletonOrThrow();
        }
        return input.matMul(weight).addi(bias);
    }

    /** Its weight [outputs, inputs], as a float32 copy in the scope. */
    NDArray byOutputs(NDManager scope) {
        NDArray copy = Float32.copy(weight, scope);
        return outputsFirst ? copy : copy.transpose();
    }

    /** Its weight [inputs, outputs], as a float32 copy in the scope. */
    NDArray byInputs(NDManager scope) {
        NDArray copy = Float32.copy(weight, scope);
        return outputsFirst ? copy.transpose() : copy;
    }
}
