package dev.ganglion.subject.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** Causal self-attention with several heads, whose queries, keys and values come from one fused projection. */
final class Attention {

    private final Projection queriesKeysValues;
    private final Projection output;
    private final HeadShape heads;
    private final float scale;

    /**
     * @param queriesKeysValues its outputs are all heads' queries, then all keys, then all values
     * @param scale what the products of queries and keys are multiplied by
     */
    Attention(Projection queriesKeysValues, Projection output, HeadShape heads, double scale) {
        this.queriesKeysValues = queriesKeysValues;
        this.output = output;
        this.heads = heads;
        this.scale = (float) scale;
    }

    /**
     * @param hidden [batch, tokens, width]
     * @return [batch, tokens, width]
     */
    NDArray apply(NDArray hidden, Positions positions) {
        long batch = hidden.getShape().get(0);
        long tokens = hidden.getShape().get(1);
        int shared = heads.queries() / heads.keys();
        NDArray all = queriesKeysValues.apply(hidden).reshape(batch, tokens, -1, heads.size());
        NDArray queries;
        NDArray keys;
        NDArray values;
        if (positions.rotation() == null) {
            NDList parts = all.split(new long[] {heads.queries(), heads.queries() + heads.keys()}, 2);
            queries = parts.get(0);
            keys = parts.get(1);
            values = parts.get(2);
        } else {
            NDList parts = all.split(new long[] {heads.queries() + heads.keys()}, 2);
            values = parts.get(1);
            parts = positions.rotation().apply(parts.get(0)).split(new long[] {heads.queries()}, 2);
            queries = parts.get(0);
            keys = parts.get(1);
        }
        // The queries that share a key stand below each other, as if they were tokens: so no key is copied.
        queries = byHead(queries.muli(scale)).reshape(batch, heads.keys(), shared * tokens, heads.size());
        NDArray scores =
                queries.matMul(byHead(keys).transpose(0, 1, 3, 2)).reshape(batch, heads.queries(), tokens, tokens);
        NDArray looks = scores.addi(positions.mask()).softmax(-1).reshape(batch, heads.keys(), shared * tokens, tokens);
        NDArray mixed = looks.matMul(byHead(values)).reshape(batch, heads.queries(), tokens, heads.size());
        return output.apply(mixed.transpose(0, 2, 1, 3).reshape(batch, tokens, -1));
    }

    /** [batch, tokens, heads, size] to [batch, heads, tokens, size]. */
    private static NDArray byHead(NDArray all) {
        return all.transpose(0, 2, 1, 3);
    }
}
