package dev.ganglion.subject.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.ganglion.subject.engine.Precision;

/**
 * What attention needs to know of the places of tokens, the same in all layers.
 *
 * @param mask [tokens, tokens], added to the scores: 0 where a token may look, −∞ where it may not
 * @param rotation of queries and keys, or null
 */
record Positions(NDArray mask, Rotation rotation) {

    /**
     * For excerpts of so many tokens.
     *
     * @param scope owns the arrays
     * @param rotary of the model, or null
     */
    static Positions of(int tokens, NDManager scope, Precision precision, Rotary rotary) {
        return new Positions(
                causalMask(tokens, scope, precision),
                rotary == null ? null : rotary.rotation(tokens, scope, precision));
    }

    /** A token sees itself and those before it. */
    private static NDArray causalMask(int tokens, NDManager scope, Precision precision) {
        float[] mask = new float[tokens * tokens];
        for (int from = 0; from < tokens; from++) {
            for (int to = from + 1; to < tokens; to++) {
                mask[from * tokens + to] = Float.NEGATIVE_INFINITY;
            }
        }
        return scope.create(mask, new Shape(tokens, tokens)).toType(precision.type(), false);
    }
}
