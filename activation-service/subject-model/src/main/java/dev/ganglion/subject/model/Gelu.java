package dev.ganglion.subject.model;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/** The Gaussian error linear unit as GPT-2 was trained with it. */
final class Gelu {

    private static final double TWICE_ROOT = 2 * Math.sqrt(2 / Math.PI);
    private static final double CUBIC = 0.044715;

    private Gelu() {}

    /**
     * The approximation by the hyperbolic tangent, x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))), of Hendrycks and
     * Gimpel, "Gaussian Error Linear Units", 2016, section 2. DJL's own GELU is the exact one, which differs by up to
     * 5e-4. Here (1 + tanh z)/2 is written as sigmoid(2z), which takes fewer passes over the memory.
     */
    static NDArray tanhApproximation(NDArray x) {
        NDArray twiceZ = x.mul(x).muli(TWICE_ROOT * CUBIC).addi(TWICE_ROOT).muli(x);
        return Activation.sigmoid(twiceZ).muli(x);
    }
}
