package dev.ganglion.subject.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * What a model's neurons read from its hidden state and write to it, and its tokens too: the direct paths, on which nothing
 * lies between but the normalization before the reader. That is taken as its gain alone; what it divides by depends on the
 * text. All arrays are float32, on the model's device, and belong to the scope that is given.
 */
public interface Directions {

    ModelShape shape();

    /**
     * What raises each neuron of a layer: its input weights (of a gated neuron, those of the gate, which decides whether it
     * fires) times the gain before them.
     *
     * @return [neurons, width]
     */
    NDArray reads(int layer, NDManager scope);

    /**
     * What each neuron of a layer adds to the hidden state for each unit of activation.
     *
     * @return [neurons, width]
     */
    NDArray writes(int layer, NDManager scope);

    /**
     * What each token puts into the hidden state.
     *
     * @return [vocabulary, width]
     */
    NDArray embedding(NDManager scope);

    /**
     * What raises each token's logit: the unembedding times the gain before it.
     *
     * @return [vocabulary, width]
     */
    NDArray unembedding(NDManager scope);
}
