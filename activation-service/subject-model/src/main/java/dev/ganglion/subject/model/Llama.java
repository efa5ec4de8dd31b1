package dev.ganglion.subject.model;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Builds Llama 1 to 3 (Touvron et al., "LLaMA: Open and Efficient Foundation Language Models", 2023; Grattafiori et al.,
 * "The Llama 3 Herd of Models", 2024), and models that differ from it in little, from the tensor names of the Hugging
 * Face library, with or without {@code model.}.
 */
final class Llama {

    private final ConfigFile config;
    private final Variant variant;
    private final int width;
    private final int neurons;
    private final HeadShape heads;
    private final double epsilon;
    private final UnaryOperator<NDArray> nonlinearity;

    private Llama(ConfigFile config, Variant variant) {
        this.config = config;
        this.variant = variant;
        this.width = config.size("hidden_size");
        this.neurons = config.size("intermediate_size");
        this.heads = config.heads("num_attention_heads", "num_key_value_heads", width);
        this.epsilon = config.positive("rms_norm_eps", 1e-6);
        this.nonlinearity = Nonlinearity.read(config, "hidden_act", "silu");
    }

    /**
     * What models of this family differ in.
     *
     * @param contextLength most tokens in an excerpt
     * @param biasedInputs queries, keys and values have a bias
     * @param biasedOutput what attention adds has one
     * @param biasedMlp its three projections have one
     */
    record Variant(int contextLength, boolean biasedInputs, boolean biasedOutput, boolean biasedMlp) {}

    /** See {@link Architectures.Architecture#network}. */
    static Network network(ConfigFile config, Weights weights) {
        boolean biased = config.flag("attention_bias", false);
        boolean biasedMlp = config.flag("mlp_bias", false);
        int context = config.size("max_position_embeddings", 2048);
        return network(config, weights, new Variant(context, biased, biased, biasedMlp));
    }

    static Network network(ConfigFile config, Weights weights, Variant variant) {
        return new Llama(config, variant).network(weights);
    }

    private Network network(Weights all) {
        Weights weights = all.atIfNamed("model");
        int layers = config.size("num_hidden_layers");
        int vocabulary = config.size("vocab_size");
        NDArray tokens = weights.at("embed_tokens").read("weight", vocabulary, width);
        List<Block> blocks = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            blocks.add(block(weights.at("layers." + layer)));
        }
        boolean tied = config.flag("tie_word_embeddings", false);
        NDArray unembedding = tied ? tokens : all.at("lm_head").read("weight", vocabulary, width);
        Normalization last = normalization(weights.at("norm"));
        all.checkAllRead(tied ? Set.of("lm_head.weight") : Set.of());
        return new Network(
                new ModelShape(layers, neurons, variant.contextLength(), vocabulary),
                width,
                heads,
                new Embedding(tokens, null),
                Rotary.read(config, "rope_theta", 10_000, heads.size()),
                blocks,
                new Unembedding(last, unembedding));
    }

    private Block block(Weights layer) {
        Weights attention = layer.at("self_attn");
        Weights mlp = layer.at("mlp");
        return new Block(
                normalization(layer.at("input_layernorm")),
                new Attention(
                        Projection.joined(List.of(
                                input(attention.at("q_proj"), heads.queries()),
                                input(attention.at("k_proj"), heads.keys()),
                                input(attention.at("v_proj"), heads.keys()))),
                        Projection.outputsFirst(
                                attention.at("o_proj"), heads.queries() * heads.size(), width, variant.biasedOutput()),
                        heads,
                        heads.scale()),
                normalization(layer.at("post_attention_layernorm")),
                Mlp.gated(
                        Projection.outputsFirst(mlp.at("up_proj"), width, neurons, variant.biasedMlp()),
                        Projection.outputsFirst(mlp.at("gate_proj"), width, neurons, variant.biasedMlp()),
                        nonlinearity,
                        Projection.outputsFirst(mlp.at("down_proj"), neurons, width, variant.biasedMlp())));
    }

    private Projection input(Weights weights, int count) {
        return Projection.outputsFirst(weights, width, count * heads.size(), variant.biasedInputs());
    }

    private Normalization normalization(Weights weights) {
        return new RootMeanSquareNormalization(weights, width, epsilon);
    }
}
