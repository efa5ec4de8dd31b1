package dev.ganglion.subject.model;

import ai.djl.ndarray.NDArray;

/** Receives the activations of one layer at a time while a batch runs. */
@FunctionalInterface
public interface ActivationTap {

    /**
     * Called on the thread that called {@link SubjectModel#run}, once per wanted layer, in ascending order.
     *
     * <p>The array and all that is computed from it are freed when this method returns: copy what is to be kept into
     * Java arrays. It must not be changed, for the next layer is computed from it.
     *
     * @param layer the layer, from 0
     * @param activations MLP activations after the nonlinearity, float32, [batch, tokens, neurons]
     */
    void layer(int layer, NDArray activations);
}
