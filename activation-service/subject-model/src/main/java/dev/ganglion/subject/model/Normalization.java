package dev.ganglion.subject.model;

import ai.djl.ndarray.NDArray;

/** Brings the hidden state of every token to one scale. */
interface Normalization {

    /**
     * @param hidden [batch, tokens, width]
     * @return as many, an array of its own
     */
    NDArray apply(NDArray hidden);

    /**
     * What each number of the hidden state is multiplied by, once it is of that scale.
     *
     * @return [width], not to be changed or closed
     */
    NDArray gain();
}
