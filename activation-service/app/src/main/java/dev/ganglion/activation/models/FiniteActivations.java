package dev.ganglion.activation.models;

import ai.djl.ndarray.NDArray;
import dev.ganglion.activation.RequestException;

/** Takes a layer's activations out of the engine, and refuses those that are no numbers: the weights are broken then. */
public final class FiniteActivations {

    private FiniteActivations() {}

    /**
     * A copy of the activations.
     *
     * @param activations [batch, tokens, neurons]
     * @return row-major, all finite
     * @throws RequestException if one is NaN or infinite
     */
    public static float[] copy(int layer, NDArray activations) {
        float[] values = activations.toFloatArray();
        // One that is not finite makes the sum so too, and the engine adds up faster than Java could look at each.
        try (NDArray sum = activations.sum()) {
            if (!Float.isFinite(sum.getFloat())) {
                refuse(layer, values, Math.toIntExact(activations.getShape().get(2)));
            }
        }
        return values;
    }

    private static void refuse(int layer, float[] values, int neurons) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new RequestException("Layer " + layer + ", neuron " + i % neurons
                        + " of the model has an activation that is no finite number; its weights are broken.");
            }
        }
    }
}
