package dev.ganglion.subject.collation;

import ai.djl.ndarray.NDArray;

/**
 * Takes what a collation needs out of one layer's activations [batch, tokens, neurons], which may be in another device's
 * memory. To be used while those live, by one thread; it may use others.
 */
interface ActivationReader {

    /**
     * The one for where the activations are. Both come to the same but for the last digits.
     *
     * @param activations float32 [batch, tokens, neurons]
     */
    static ActivationReader of(NDArray activations) {
        return activations.getDevice().isGpu() ? new DeviceReader(activations) : new HostReader(activations);
    }

    /**
     * Adds up the counted positions of a batch, and finds each excerpt's maximum.
     *
     * @param sums has a row for each token of the batch
     * @param maxima [batch × neurons], written
     */
    void reduce(ExcerptBatch batch, PowerSums powers, TokenSums sums, float[] maxima);

    /**
     * Copies rows [tokens] of some excerpts and neurons.
     *
     * @return a neuron with an activation that is no finite number, or -1
     */
    int copy(RowRequests requests, HalfRows rows);
}
