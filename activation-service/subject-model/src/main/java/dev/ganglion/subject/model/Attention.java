package dev.ganglion.subject.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

/** Causal self-attention with several heads, whose queries, keys and values come from one fused projection. */
final class Attention {

    private final Projection queriesKeysValues;
    private final Projection output;
    private final int heads;
    private final float scale;

    /**
     * @param scale what the products of queries and keys are multiplied by
     */
    Attention(Projection queriesKeysValues, Projection output, int heads, double scale) {
        this.queriesKeysValues = queriesKeysValues;
        this.output = output;
        this.heads = heads;
        this.scale = (float) scale;
    }

    /**
     * @param hidden [batch, tokens, width]
     * @param mask [tokens, tokens], added to the scores: 0 where a token may look, −∞ where it may not
     * @return [batch, tokens, width]
     */
    NDArray apply(NDArray hidden, NDArray mask) {
        NDList parts = queriesKeysValues.apply(hidden).split(3, 2);
        NDArray queries = byHead(parts.get(0)).muli(scale);
        NDArray keys = byHead(parts.get(1)).transpose(0, 1, 3, 2);
        NDArray values = byHead(parts.get(2));
        NDArray looks = queries.matMul(keys).addi(mask).softmax(-1);
        return output.apply(looks.matMul(values).transpose(0, 2, 1, 3).reshape(hidden.getShape()));
    }

    /** [batch, tokens, width] to [batch, heads, tokens, width / heads]. */
    private NDArray byHead(NDArray all) {
        Shape shape = all.getShape();
        return all.reshape(shape.get(0), shape.get(1), heads, shape.get(2) / heads)
                .transpose(0, 2, 1, 3);
    }
}
