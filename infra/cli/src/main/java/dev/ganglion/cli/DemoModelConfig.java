package dev.ganglion.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;

/**
 * How many neurons a GPT-2 has, as its configuration says.
 *
 * @param layers how many
 * @param neuronsPerLayer width of a layer's MLP
 */
record DemoModelConfig(int layers, int neuronsPerLayer) {

    static DemoModelConfig read(Path directory) {
        Path file = directory.resolve("config.json");
        try {
            JsonNode config = new JsonMapper().readTree(file.toFile());
            int inner = config.path("n_inner").asInt(0);
            return new DemoModelConfig(
                    config.required("n_layer").asInt(),
                    inner > 0 ? inner : 4 * config.required("n_embd").asInt());
        } catch (IOException | IllegalArgumentException e) {
            throw Refusal.failed(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    int neurons() {
        return layers * neuronsPerLayer;
    }
}
