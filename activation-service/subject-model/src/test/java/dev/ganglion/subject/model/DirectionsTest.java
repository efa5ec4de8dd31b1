package dev.ganglion.subject.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import dev.ganglion.subject.fixture.Safetensors;
import dev.ganglion.subject.fixture.TinyGpt2;
import dev.ganglion.subject.fixture.TinyModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directions of every architecture, against the tensors of its file. */
class DirectionsTest {

    private static final int LAYER = 1;

    @TempDir
    Path directory;

    private Map<String, double[]> tensors;

    private interface Expected {
        double at(int row, int column);
    }

    private void assertDirections(Path model, Expected reads, Expected writes, Expected embedding, Expected unembedding)
            throws InterruptedException {
        try (TransformerModel loaded = SubjectModels.load(model)) {
            loaded.look((directions, scope) -> {
                assertArray(directions.reads(LAYER, scope), reads);
                assertArray(directions.writes(LAYER, scope), writes);
                assertArray(directions.embedding(scope), embedding);
                assertArray(directions.unembedding(scope), unembedding);
            });
            // Then the weights are as they were
            loaded.look((directions, scope) -> assertArray(directions.reads(LAYER, scope), reads));
        }
    }

    private static void assertArray(NDArray array, Expected expected) {
        int columns = Math.toIntExact(array.getShape().get(1));
        float[] values = array.duplicate().toFloatArray();
        assertThat(values).isNotEmpty();
        for (int i = 0; i < values.length; i++) {
            assertThat((double) values[i]).isCloseTo(expected.at(i / columns, i % columns), within(1e-5));
        }
    }

    private double tensor(String name, int index) {
        return tensors.get(name)[index];
    }

    @Test
    void ofGpt2() throws IOException, InterruptedException {
        // Given
        TinyGpt2.write(directory);
        tensors = Safetensors.read(directory.resolve("model.safetensors"));
        int width = TinyGpt2.WIDTH;
        int neurons = TinyGpt2.NEURONS;

        // Then: its projections are stored [inputs, outputs]
        assertDirections(
                directory,
                (n, w) -> tensor("h.1.mlp.c_fc.weight", w * neurons + n) * tensor("h.1.ln_2.weight", w),
                (n, w) -> tensor("h.1.mlp.c_proj.weight", n * width + w),
                (t, w) -> tensor("wte.weight", t * width + w),
                (t, w) -> tensor("wte.weight", t * width + w) * tensor("ln_f.weight", w));
    }

    @Test
    void ofGptNeoX() throws IOException, InterruptedException {
        // Given
        TinyModel.write(directory, TinyModel.config("gpt_neox"));
        tensors = Safetensors.read(directory.resolve("model.safetensors"));
        int width = TinyModel.WIDTH;
        String at = "gpt_neox.layers.1.";

        // Then
        assertDirections(
                directory,
                (n, w) -> tensor(at + "mlp.dense_h_to_4h.weight", n * width + w)
                        * tensor(at + "post_attention_layernorm.weight", w),
                (n, w) -> tensor(at + "mlp.dense_4h_to_h.weight", w * TinyModel.NEURONS + n),
                (t, w) -> tensor("gpt_neox.embed_in.weight", t * width + w),
                (t, w) -> tensor("embed_out.weight", t * width + w) * tensor("gpt_neox.final_layer_norm.weight", w));
    }

    @Test
    void ofLlamaReadByTheGate() throws IOException, InterruptedException {
        // Given
        TinyModel.write(directory, TinyModel.config("llama"));
        tensors = Safetensors.read(directory.resolve("model.safetensors"));
        int width = TinyModel.WIDTH;
        String at = "model.layers.1.";

        // Then
        assertDirections(
                directory,
                (n, w) -> tensor(at + "mlp.gate_proj.weight", n * width + w)
                        * tensor(at + "post_attention_layernorm.weight", w),
                (n, w) -> tensor(at + "mlp.down_proj.weight", w * TinyModel.NEURONS + n),
                (t, w) -> tensor("model.embed_tokens.weight", t * width + w),
                (t, w) -> tensor("lm_head.weight", t * width + w) * tensor("model.norm.weight", w));
    }
}
