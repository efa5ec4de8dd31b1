package dev.ganglion.subject.summary;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.ganglion.subject.ModelException;

/** The extremes of both signs for each neuron of a layer. For one thread. */
final class SignedExtremes {

    private final int entries;
    private final Extremes positive;
    private final Extremes negative;

    SignedExtremes(int neurons, int entries) {
        this.entries = entries;
        this.positive = new Extremes(neurons, entries, true);
        this.negative = new Extremes(neurons, entries, false);
    }

    /**
     * Takes the weights of some things for some neurons into account.
     *
     * @param weights [neurons, things] or, if {@code axis} is 0, [things, neurons]
     * @param axis along which the things lie
     * @param firstNeuron of the neurons in the array
     * @param firstId of the things in the array
     * @throws ModelException if a weight is not a finite number
     */
    void offer(NDArray weights, int axis, int firstNeuron, int firstId) {
        int things = Math.toIntExact(weights.getShape().get(axis));
        int kept = Math.min(entries, things);
        for (Extremes extremes : new Extremes[] {positive, negative}) {
            try (NDList top = weights.topK(kept, axis, extremes.largest(), false);
                    NDArray values =
                            axis == 0 ? top.get(0).transpose() : top.get(0).duplicate();
                    NDArray indexes =
                            axis == 0 ? top.get(1).transpose() : top.get(1).duplicate()) {
                float[] found = values.toFloatArray(); // [neurons, kept]
                long[] at = indexes.toLongArray();
                for (int i = 0; i < found.length; i++) {
                    if (!Float.isFinite(found[i])) {
                        throw new ModelException(
                                "The model's weights hold numbers that are not finite; they are broken.");
                    }
                    extremes.offer(firstNeuron + i / kept, firstId + (int) at[i], found[i]);
                }
            }
        }
    }

    Signed of(int neuron) {
        return new Signed(positive.of(neuron), negative.of(neuron));
    }
}
