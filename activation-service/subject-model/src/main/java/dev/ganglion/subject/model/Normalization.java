package dev.ganglion.subject.model;

import ai.djl.ndarray.NDArray;

/** Brings the hidden state of every token to one scale. */
@FunctionalInterface
interface Normalization {

    /**
     * @param hidden [batch, tokens, width]
     * @return as many, an array of its own
     */
    NDArray apply(NDArray hidden);
}
