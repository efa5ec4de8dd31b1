package dev.ganglion.subject.model;

import java.util.Map;
import java.util.stream.Collectors;

/** The architectures that can be run, by the {@code model_type} of a configuration. */
final class Architectures {

    private static final Map<String, Architecture> BY_MODEL_TYPE = Map.of(
            "gpt2", Gpt2::network,
            "gpt_neox", GptNeoX::network,
            "llama", Llama::network,
            "mistral", Mistral::network,
            "qwen2", Qwen2::network);

    private Architectures() {}

    /** Builds a model from its weights. */
    @FunctionalInterface
    interface Architecture {

        /**
         * @throws dev.ganglion.subject.ModelException if the configuration asks for what is not supported, or a weight is
         *     missing, one too many or not as the configuration has it
         */
        Network network(ConfigFile config, Weights weights);
    }

    /** @throws dev.ganglion.subject.ModelException if there is none for this configuration */
    static Architecture of(ConfigFile config) {
        String type = config.text("model_type", "");
        Architecture known = BY_MODEL_TYPE.get(type);
        if (known == null) {
            throw config.unsupported(
                    "model_type",
                    type,
                    BY_MODEL_TYPE.keySet().stream().sorted().collect(Collectors.joining(", ", "one of ", "")));
        }
        if (config.has("quantization_config")) {
            throw config.refused(
                    "quantised weights (quantization_config) are not supported; take the model's original");
        }
        return known;
    }
}
