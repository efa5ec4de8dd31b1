package dev.ganglion.subject.model;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.core.Linear;

/** From the last hidden state to a logit for every token of the vocabulary. */
final class Unembedding {

    private final Normalization normalization;
    private final NDArray tokens;

    /** @param tokens [vocabulary, width]; in a model with tied weights, those of its embedding */
    Unembedding(Normalization normalization, NDArray tokens) {
        this.normalization = normalization;
        this.tokens = tokens;
    }

    /**
     * @param hidden [batch, tokens, width]
     * @return [batch, tokens, vocabulary]
     */
    NDArray of(NDArray hidden) {
        return Linear.linear(normalization.apply(hidden), tokens).singletonOrThrow();
    }

    Normalization normalization() {
        return normalization;
    }

    /** [vocabulary, width], not to be changed or closed. */
    NDArray tokens() {
        return tokens;
    }
}
