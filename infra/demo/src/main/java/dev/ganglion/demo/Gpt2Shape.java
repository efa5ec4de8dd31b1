package dev.ganglion.demo;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How large a GPT-2 is.
 *
 * @param vocabulary tokens
 * @param context the most tokens it sees at once
 * @param width of the residual stream; a multiple of {@code heads}. Each layer has 4 × width MLP neurons.
 */
record Gpt2Shape(int vocabulary, int context, int width, int layers, int heads) {

    static final float LAYER_NORM_EPSILON = 1e-5f;

    Gpt2Shape {
        if (context < 2 || width < 1 || layers < 1 || heads < 1) {
            throw new UnusableInput("The context must be at least 2 tokens, and width, layers and heads at least 1.");
        }
        if (width % heads != 0) {
            throw new UnusableInput("The width " + width + " cannot be shared by " + heads
                    + " attention heads: make it a multiple of them.");
        }
    }

    int hidden() {
        return 4 * width;
    }

    /** Every tensor's shape under Hugging Face's name, in the order of the forward pass; matrices are [in, out]. */
    Map<String, Shape> tensors() {
        Map<String, Shape> tensors = new LinkedHashMap<>();
        tensors.put("wte.weight", new Shape(vocabulary, width));
        tensors.put("wpe.weight", new Shape(context, width));
        for (int layer = 0; layer < layers; layer++) {
            String block = "h." + layer + ".";
            putNorm(tensors, block + "ln_1");
            putLinear(tensors, block + "attn.c_attn", width, 3 * width);
            putLinear(tensors, block + "attn.c_proj", width, width);
            putNorm(tensors, block + "ln_2");
            putLinear(tensors, block + "mlp.c_fc", width, hidden());
            putLinear(tensors, block + "mlp.c_proj", hidden(), width);
        }
        putNorm(tensors, "ln_f");
        return Collections.unmodifiableMap(tensors);
    }

    private static void putLinear(Map<String, Shape> tensors, String name, int in, int out) {
        tensors.put(name + ".weight", new Shape(in, out));
        tensors.put(name + ".bias", new Shape(out));
    }

    private void putNorm(Map<String, Shape> tensors, String name) {
        tensors.put(name + ".weight", new Shape(width));
        tensors.put(name + ".bias", new Shape(width));
    }

    long parameters() {
        return tensors().values().stream().mapToLong(Shape::size).sum();
    }

    /** The model's {@code config.json}, as Hugging Face's GPT2LMHeadModel reads it. */
    String config() {
        ObjectMapper json = new ObjectMapper();
        ObjectNode config = json.createObjectNode();
        config.putArray("architectures").add("GPT2LMHeadModel");
        config.put("model_type", "gpt2");
        config.put("vocab_size", vocabulary);
        config.put("n_positions", context);
        config.put("n_ctx", context);
        config.put("n_embd", width);
        config.put("n_layer", layers);
        config.put("n_head", heads);
        config.put("activation_function", "gelu_new");
        config.put("layer_norm_epsilon", 1e-5);
        config.put("tie_word_embeddings", true);
        try {
            return json.writerWithDefaultPrettyPrinter().writeValueAsString(config) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
