package dev.ganglion.subject.model;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The functions that make neurons of what is projected, under the names that configurations have for them. */
final class Nonlinearity {

    private static final double TWICE_ROOT = 2 * Math.sqrt(2 / Math.PI);
    private static final double CUBIC = 0.044715;

    private static final Map<String, UnaryOperator<NDArray>> BY_NAME = Map.of(
            "gelu", Activation::gelu,
            "gelu_new", Nonlinearity::tanhGelu,
            "gelu_pytorch_tanh", Nonlinearity::tanhGelu,
            "gelu_fast", Nonlinearity::tanhGelu,
            "relu", Activation::relu,
            "silu", Nonlinearity::silu,
            "swish", Nonlinearity::silu);

    private Nonlinearity() {}

    /**
     * The one that a configuration names.
     *
     * @param absent its name if the field is not there
     * @throws dev.ganglion.subject.ModelException if it is not known
     */
    static UnaryOperator<NDArray> read(ConfigFile config, String field, String absent) {
        String name = config.text(field, absent);
        UnaryOperator<NDArray> known = BY_NAME.get(name);
        if (known == null) {
            throw config.unsupported(
                    field, name, BY_NAME.keySet().stream().sorted().collect(Collectors.joining(", ", "one of ", "")));
        }
        return known;
    }

    /**
     * The Gaussian error linear unit by the hyperbolic tangent, x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))), of Hendrycks
     * and Gimpel, "Gaussian Error Linear Units", 2016, section 2. The exact one, DJL's, differs by up to 5e-4. Here
     * (1 + tanh z)/2 is written as sigmoid(2z), which takes fewer passes over the memory.
     */
    private static NDArray tanhGelu(NDArray x) {
        try (NDArray twiceZ = x.mul(x).muli(TWICE_ROOT * CUBIC).addi(TWICE_ROOT).muli(x)) {
            return Activation.sigmoid(twiceZ).muli(x);
        }
    }

    /** The sigmoid linear unit, x · sigmoid(x) (ibid., section 4). */
    private static NDArray silu(NDArray x) {
        return Activation.sigmoid(x).muli(x);
    }
}
