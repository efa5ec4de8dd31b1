package dev.ganglion.subject.model;

/**
 * Qwen 1.5 to 2.5 (Yang et al., "Qwen2 Technical Report", 2024): a Llama whose queries, keys and values have a bias. Where
 * a sliding window is in use, excerpts are no longer than it.
 */
final class Qwen2 {

    private Qwen2() {}

    /** See {@link Architectures.Architecture#network}. */
    static Network network(ConfigFile config, Weights weights) {
        int context = config.size("max_position_embeddings", 32_768);
        if (config.flag("use_sliding_window", false)) {
            context = Math.min(context, config.size("sliding_window", 4096));
        }
        return Llama.network(config, weights, new Llama.Variant(context, true, false, false));
    }
}
