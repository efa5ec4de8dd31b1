package dev.ganglion.subject.model;

/**
 * The sizes of a GPT-2, from its {@code config.json}; absent fields have the defaults of the Hugging Face library.
 *
 * @param width of the hidden state (n_embd)
 * @param layers n_layer
 * @param heads n_head, divides the width
 * @param contextLength n_positions
 * @param neurons MLP neurons per layer (n_inner; four times the width if absent)
 * @param vocabularySize vocab_size
 * @param epsilon of the layer normalizations
 * @param scaledByHeadWidth attention scores are divided by the root of a head's width
 * @param scaledByLayer attention scores are divided by the layer's number, from 1, as well
 * @param tiedEmbeddings the embedding is the unembedding too
 */
record Gpt2Config(
        int width,
        int layers,
        int heads,
        int contextLength,
        int neurons,
        int vocabularySize,
        double epsilon,
        boolean scaledByHeadWidth,
        boolean scaledByLayer,
        boolean tiedEmbeddings) {

    private static final String TANH_GELU = "gelu_new";

    /** @throws dev.ganglion.subject.ModelException if a field is missing, wrong, or asks for what is not supported */
    static Gpt2Config read(ConfigFile file) {
        String activation = file.text("activation_function", TANH_GELU);
        if (!activation.equals(TANH_GELU)) {
            throw file.unsupported("activation_function", activation, TANH_GELU);
        }
        int width = file.size("n_embd");
        Gpt2Config config = new Gpt2Config(
                width,
                file.size("n_layer"),
                file.size("n_head"),
                file.size("n_positions"),
                file.size("n_inner", 4 * width),
                file.size("vocab_size"),
                file.positive("layer_norm_epsilon", 1e-5),
                file.flag("scale_attn_weights", true),
                file.flag("scale_attn_by_inverse_layer_idx", false),
                file.flag("tie_word_embeddings", true));
        if (width % config.heads != 0) {
            throw file.refused("n_embd " + width + " cannot be shared among n_head " + config.heads);
        }
        return config;
    }

    ModelShape shape() {
        return new ModelShape(layers, neurons, contextLength, vocabularySize);
    }

    /** What the attention scores of a layer, from 0, are multiplied by. */
    double attentionScale(int layer) {
        double scale = scaledByHeadWidth ? 1 / Math.sqrt((double) width / heads) : 1;
        return scaledByLayer ? scale / (layer + 1) : scale;
    }
}
