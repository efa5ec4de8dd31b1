package dev.ganglion.subject.model;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Builds GPT-2 (Radford et al., "Language Models are Unsupervised Multitask Learners", 2019) from the tensor names of
 * the Hugging Face library, with or without their leading {@code transformer.}.
 */
final class Gpt2 {

    private final ConfigFile config;
    private final int width;
    private final int neurons;
    private final HeadShape heads;
    private final double epsilon;
    private final UnaryOperator<NDArray> nonlinearity;

    private Gpt2(ConfigFile config) {
        this.config = config;
        this.width = config.size("n_embd");
        this.neurons = config.size("n_inner", 4 * width);
        this.heads = config.heads("n_head", "n_head", width);
        this.epsilon = config.positive("layer_norm_epsilon", 1e-5);
        this.nonlinearity = Nonlinearity.read(config, "activation_function", "gelu_new");
    }

    /** See {@link Architectures.Architecture#network}. */
    static Network network(ConfigFile config, Weights weights) {
        return new Gpt2(config).network(weights);
    }

    private Network network(Weights all) {
        Weights weights = all.atIfNamed("transformer");
        int layers = config.size("n_layer");
        int vocabulary = config.size("vocab_size");
        int context = config.size("n_positions");
        NDArray tokens = weights.at("wte").read("weight", vocabulary, width);
        Embedding embedding = new Embedding(tokens, weights.at("wpe").read("weight", context, width));
        List<Block> blocks = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            blocks.add(block(weights.at("h." + layer), attentionScale(layer)));
        }
        boolean tied = config.flag("tie_word_embeddings", true);
        NDArray unembedding = tied ? tokens : all.at("lm_head").read("weight", vocabulary, width);
        Normalization last = normalization(weights.at("ln_f"));
        all.checkAllRead(tied ? Set.of("lm_head.weight") : Set.of());
        return new Network(
                new ModelShape(layers, neurons, context, vocabulary),
                width,
                heads,
                embedding,
                null,
                blocks,
                new Unembedding(last, unembedding));
    }

    private Block block(Weights layer, double attentionScale) {
        Weights attention = layer.at("attn");
        Weights mlp = layer.at("mlp");
        return new Block(
                normalization(layer.at("ln_1")),
                new Attention(
                        Projection.inputsFirst(attention.at("c_attn"), width, heads.all()),
                        Projection.inputsFirst(attention.at("c_proj"), width, width),
                        heads,
                        attentionScale),
                normalization(layer.at("ln_2")),
                Mlp.plain(
                        Projection.inputsFirst(mlp.at("c_fc"), width, neurons),
                        nonlinearity,
                        Projection.inputsFirst(mlp.at("c_proj"), neurons, width)));
    }

    private double attentionScale(int layer) {
        double scale = config.flag("scale_attn_weights", true) ? heads.scale() : 1;
        return config.flag("scale_attn_by_inverse_layer_idx", false) ? scale / (layer + 1) : scale;
    }

    private Normalization normalization(Weights weights) {
        return new LayerNormalization(weights, width, epsilon);
    }
}
