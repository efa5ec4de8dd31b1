package dev.ganglion.subject.model;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds GPT-2 (Radford et al., "Language Models are Unsupervised Multitask Learners", 2019) from the tensor names of
 * the Hugging Face library, with or without their leading {@code transformer.}.
 */
final class Gpt2 {

    private final Gpt2Config config;
    private final Weights weights;

    private Gpt2(Gpt2Config config, Weights weights) {
        this.config = config;
        this.weights = weights;
    }

    /** @throws dev.ganglion.subject.ModelException if a weight is missing or not as the configuration has it */
    static Network network(ConfigFile file, Weights all) {
        Gpt2Config config = Gpt2Config.read(file);
        Weights weights = all.has("transformer.wte.weight") ? all.at("transformer") : all;
        if (weights.has("h." + config.layers() + ".mlp.c_fc.weight")) {
            throw file.refused("n_layer is " + config.layers() + ", but the weights have more layers");
        }
        return new Gpt2(config, weights).network(all);
    }

    private Network network(Weights all) {
        NDArray tokens = weights.at("wte").read("weight", config.vocabularySize(), config.width());
        NDArray positions = weights.at("wpe").read("weight", config.contextLength(), config.width());
        List<Block> blocks = new ArrayList<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            blocks.add(block(weights.at("h." + layer), config.attentionScale(layer)));
        }
        NDArray unembedding = config.tiedEmbeddings()
                ? tokens
                : all.at("lm_head").read("weight", config.vocabularySize(), config.width());
        return new Network(
                config.shape(),
                new Embedding(tokens, positions),
                blocks,
                new Unembedding(normalization(weights.at("ln_f")), unembedding));
    }

    private Block block(Weights layer, double attentionScale) {
        int width = config.width();
        Weights attention = layer.at("attn");
        Weights mlp = layer.at("mlp");
        return new Block(
                normalization(layer.at("ln_1")),
                new Attention(
                        new Projection(attention.at("c_attn"), width, 3 * width),
                        new Projection(attention.at("c_proj"), width, width),
                        config.heads(),
                        attentionScale),
                normalization(layer.at("ln_2")),
                new Mlp(
                        new Projection(mlp.at("c_fc"), width, config.neurons()),
                        Gelu::tanhApproximation,
                        new Projection(mlp.at("c_proj"), config.neurons(), width)));
    }

    private LayerNormalization normalization(Weights weights) {
        return new LayerNormalization(weights, config.width(), config.epsilon());
    }
}
