package dev.ganglion.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.cli.terminal.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which neurons a GPT-2 has, as its configuration says.
 *
 * @param layers their indexes
 * @param neuronsPerLayer width of a layer's MLP
 */
record DemoModelConfig(List<Integer> layers, int neuronsPerLayer) {

    static DemoModelConfig read(Path directory) {
        Path file = directory.resolve("config.json");
        try {
            JsonNode config = new JsonMapper().readTree(file.toFile());
            int inner = config.path("n_inner").asInt(0);
            return new DemoModelConfig(
                    IntStream.range(0, config.required("n_layer").asInt())
                            .boxed()
                            .toList(),
                    inner > 0 ? inner : 4 * config.required("n_embd").asInt());
        } catch (IOException | IllegalArgumentException e) {
            throw Refusal.failed(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Some of its layers.
     *
     * @throws Refusal if it has no such layer
     */
    DemoModelConfig of(List<Integer> chosen) {
        for (int layer : chosen) {
            if (!layers.contains(layer)) {
                throw Refusal.badInput(
                        "--layers: the model has no layer " + layer + "; its last one is " + (layers.size() - 1));
            }
        }
        return new DemoModelConfig(chosen, neuronsPerLayer);
    }

    int neurons() {
        return layers.size() * neuronsPerLayer;
    }
}
