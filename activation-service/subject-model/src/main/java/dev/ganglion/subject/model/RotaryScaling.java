package dev.ganglion.subject.model;

/** How a model's rotary frequencies were changed to stretch its context. */
@FunctionalInterface
interface RotaryScaling {

    /** @param frequencies radians per token, changed in place */
    void scale(double[] frequencies);

    /**
     * Reads {@code rope_scaling}, or {@code rope_parameters} of newer files.
     *
     * @throws dev.ganglion.subject.ModelException if it is another kind than {@code default}, {@code linear} and
     *     {@code llama3}
     */
    static RotaryScaling read(ConfigFile config) {
        String kind = config.text("rope_type", config.text("type", "default"));
        return switch (kind) {
            case "default" -> frequencies -> {};
            case "linear" -> linear(config.positive("factor"));
            case "llama3" ->
                llama3(
                        config.positive("factor"),
                        config.positive("low_freq_factor"),
                        config.positive("high_freq_factor"),
                        config.positive("original_max_position_embeddings"));
            default -> throw config.unsupported("rope_type", kind, "one of default, linear, llama3");
        };
    }

    private static RotaryScaling linear(double factor) {
        return frequencies -> {
            for (int i = 0; i < frequencies.length; i++) {
                frequencies[i] /= factor;
            }
        };
    }

    /**
     * That of Llama 3.1: waves that do not turn {@code low} times within the original context are stretched by the whole
     * factor, those that turn more than {@code high} times not at all, with a straight line between.
     */
    private static RotaryScaling llama3(double factor, double low, double high, double context) {
        return frequencies -> {
            for (int i = 0; i < frequencies.length; i++) {
                double turns = context * frequencies[i] / (2 * Math.PI);
                double kept = Math.min(1, Math.max(0, (turns - low) / (high - low)));
                frequencies[i] *= kept + (1 - kept) / factor;
            }
        };
    }
}
