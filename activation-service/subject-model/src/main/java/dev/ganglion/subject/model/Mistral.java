package dev.ganglion.subject.model;

/**
 * Mistral (Jiang et al., "Mistral 7B", 2023): a Llama whose tokens look back over a window. Within the window it is a
 * Llama, and longer excerpts are not taken.
 */
final class Mistral {

    private static final int WINDOW_IF_NOT_GIVEN = Integer.MAX_VALUE;

    private Mistral() {}

    /** See {@link Architectures.Architecture#network}. */
    static Network network(ConfigFile config, Weights weights) {
        int context =
                Math.min(config.size("max_position_embeddings"), config.size("sliding_window", WINDOW_IF_NOT_GIVEN));
        return Llama.network(config, weights, new Llama.Variant(context, false, false, false));
    }
}
