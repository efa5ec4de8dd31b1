package dev.ganglion.subject.model;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Builds GPT-NeoX and Pythia (Black et al., "GPT-NeoX-20B: An Open-Source Autoregressive Language Model", 2022; Biderman
 * et al., "Pythia", 2023) from the tensor names of the Hugging Face library, with or without {@code gpt_neox.}.
 */
final class GptNeoX {

    private final ConfigFile config;
    private final int width;
    private final int neurons;
    private final HeadShape heads;
    private final double epsilon;
    private final UnaryOperator<NDArray> nonlinearity;
    private final boolean parallel;
    private final boolean biased;

    private GptNeoX(ConfigFile config) {
        this.config = config;
        this.width = config.size("hidden_size");
        this.neurons = config.size("intermediate_size");
        this.heads = config.heads("num_attention_heads", "num_attention_heads", width);
        this.epsilon = config.positive("layer_norm_eps", 1e-5);
        this.nonlinearity = Nonlinearity.read(config, "hidden_act", "gelu");
        this.parallel = config.flag("use_parallel_residual", true);
        this.biased = config.flag("attention_bias", true);
    }

    /** See {@link Architectures.Architecture#network}. */
    static Network network(ConfigFile config, Weights weights) {
        return new GptNeoX(config).network(weights);
    }

    private Network network(Weights all) {
        Weights weights = all.atIfNamed("gpt_neox");
        int layers = config.size("num_hidden_layers");
        int vocabulary = config.size("vocab_size");
        NDArray tokens = weights.at("embed_in").read("weight", vocabulary, width);
        List<Block> blocks = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            blocks.add(block(weights.at("layers." + layer)));
        }
        boolean tied = config.flag("tie_word_embeddings", false);
        NDArray unembedding = tied ? tokens : all.at("embed_out").read("weight", vocabulary, width);
        Normalization last = normalization(weights.at("final_layer_norm"));
        all.checkAllRead(tied ? Set.of("embed_out.weight") : Set.of());
        return new Network(
                new ModelShape(layers, neurons, config.size("max_position_embeddings"), vocabulary),
                width,
                heads,
                new Embedding(tokens, null),
                rotary(),
                blocks,
                new Unembedding(last, unembedding));
    }

    private Rotary rotary() {
        double part = config.object("rope_parameters")
                .filter(rope -> rope.has("partial_rotary_factor"))
                .map(rope -> rope.positive("partial_rotary_factor"))
                .orElseGet(() -> config.positive("rotary_pct", 0.25));
        return Rotary.read(config, "rotary_emb_base", 10_000, (int) (heads.size() * part));
    }

    private Block block(Weights layer) {
        Weights attention = layer.at("attention");
        Weights mlp = layer.at("mlp");
        return new Block(
                normalization(layer.at("input_layernorm")),
                new Attention(
                        // Stored head by head: a query, a key, a value, then the next head's.
                        Projection.outputsFirst(attention.at("query_key_value"), width, heads.all(), biased)
                                .partsFirst(heads.queries(), 3),
                        Projection.outputsFirst(attention.at("dense"), width, width, biased),
                        heads,
                        heads.scale()),
                normalization(layer.at("post_attention_layernorm")),
                Mlp.plain(
                        Projection.outputsFirst(mlp.at("dense_h_to_4h"), width, neurons, true),
                        nonlinearity,
                        Projection.outputsFirst(mlp.at("dense_4h_to_h"), neurons, width, true)),
                parallel);
    }

    private Normalization normalization(Weights weights) {
        return new LayerNormalization(weights, width, epsilon);
    }
}
