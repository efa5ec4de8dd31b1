package dev.ganglion.subject.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganglion.subject.fixture.NumberFormat;
import dev.ganglion.subject.fixture.PlainModel;
import dev.ganglion.subject.fixture.Safetensors;
import dev.ganglion.subject.fixture.Safetensors.Tensor;
import dev.ganglion.subject.fixture.TinyGpt2;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The forward pass against plain loops in double precision. */
class ForwardPassTest {

    private static final double ACTIVATION_TOLERANCE = 1e-4;
    private static final double LOGIT_TOLERANCE = 1e-3;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void equalsTheDoublePrecisionOneForEveryFormatOfWeights(NumberFormat format) throws IOException {
        // Given
        TinyGpt2.write(directory, format, "", TinyGpt2.config());

        // Then
        assertEqualToPlainLoops();
    }

    @Test
    void takesTensorNamesWithTheirPrefix() throws IOException {
        // Given
        TinyGpt2.write(directory, NumberFormat.F32, "transformer.", TinyGpt2.config());

        // Then
        assertEqualToPlainLoops();
    }

    @Test
    void takesFourNeuronsForEachWidthIfTheConfigurationDoesNotSay() throws IOException {
        // Given
        ObjectNode config = TinyGpt2.config().putNull("n_inner");
        TinyGpt2.write(directory, NumberFormat.F32, "", config);

        // Then
        assertEqualToPlainLoops();
    }

    @Test
    void scalesAttentionByTheLayerIfTheConfigurationAsksForIt() throws IOException {
        // Given
        ObjectNode config = TinyGpt2.config().put("scale_attn_by_inverse_layer_idx", true);
        TinyGpt2.write(directory, NumberFormat.F32, "", config);

        // Then
        assertEqualToPlainLoops();
    }

    @Test
    void usesAnUnembeddingOfItsOwnIfTheEmbeddingsAreNotTied() throws IOException {
        // Given
        ObjectNode config = TinyGpt2.config().put("tie_word_embeddings", false);
        TinyGpt2.write(directory, NumberFormat.F32, "", config);
        Map<String, Tensor> tensors = TinyGpt2.tensors("transformer.", TinyGpt2.NEURONS);
        Tensor embedding = tensors.get("transformer.wte.weight");
        double[] reversed = new double[embedding.values().length];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = embedding.values()[reversed.length - 1 - i];
        }
        tensors.put("lm_head.weight", new Tensor(embedding.shape(), reversed));
        Safetensors.write(directory.resolve("model.safetensors"), tensors, NumberFormat.F32);

        // Then
        assertEqualToPlainLoops();
    }

    private void assertEqualToPlainLoops() throws IOException {
        PlainModel plain = PlainModel.load(directory);
        int[][] excerpts = TinyGpt2.excerpts(3, TinyGpt2.CONTEXT, 11);
        try (TransformerModel model = SubjectModels.load(directory)) {
            // When
            Activations actual = Activations.of(model, excerpts);

            // Then
            for (int b = 0; b < excerpts.length; b++) {
                PlainModel.Run expected = plain.run(excerpts[b]);
                for (int layer = 0; layer < TinyGpt2.LAYERS; layer++) {
                    assertThat(largestDifference(actual.layer(layer), b, expected.activations()[layer]))
                            .as("layer %d, excerpt %d", layer, b)
                            .isLessThan(ACTIVATION_TOLERANCE);
                }
                float[][] logits = model.logits(excerpts[b]);
                for (int t = 0; t < logits.length; t++) {
                    assertThat(largestDifference(logits[t], 0, new double[][] {expected.logits()[t]}))
                            .isLessThan(LOGIT_TOLERANCE);
                }
            }
        }
    }

    /** @param actual [batch, tokens, neurons], flat; only this excerpt of it is looked at */
    static double largestDifference(float[] actual, int excerpt, double[][] expected) {
        int neurons = expected[0].length;
        double largest = 0;
        for (int t = 0; t < expected.length; t++) {
            for (int n = 0; n < neurons; n++) {
                double difference = actual[(excerpt * expected.length + t) * neurons + n] - expected[t][n];
                // Unlike a comparison, this keeps a NaN.
                largest = Math.max(largest, Math.abs(difference));
            }
        }
        return largest;
    }
}
