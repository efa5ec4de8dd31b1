package dev.ganglion.subject.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import dev.ganglion.subject.engine.Placement;
import dev.ganglion.subject.engine.Precision;
import dev.ganglion.subject.fixture.NumberFormat;
import dev.ganglion.subject.fixture.TinyGpt2;
import dev.ganglion.subject.fixture.TinyModel;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The precision of graphics cards, on the CPU: slow there, but the same arithmetic. */
class Float16Test {

    private static final Placement HALF = new Placement(Device.cpu(), Precision.FLOAT16);

    /** Of the largest activation; a number has eleven bits. */
    private static final double TOLERANCE = 0.01;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"gpt2, F32", "gpt2, F16", "gpt_neox, F16", "gpt_neox, BF16", "llama, F16", "llama, F32"})
    void isCloseToFloat32AndHandedOverAsSuch(String modelType, NumberFormat format) {
        // Given
        if (modelType.equals("gpt2")) {
            TinyGpt2.write(directory, format, "", TinyGpt2.config());
        } else {
            TinyModel.write(
                    directory, TinyModel.config(modelType), TinyModel.tensors(TinyModel.config(modelType)), format);
        }
        int[][] excerpts = TinyGpt2.excerpts(3, 16, 5);
        try (TransformerModel single = SubjectModels.load(directory);
                TransformerModel half = SubjectModels.load(directory, HALF)) {
            // When
            Activations expected = Activations.of(single, excerpts);
            Activations actual = Activations.of(half, excerpts);

            // Then
            for (int layer : expected.layers()) {
                double largest = 0;
                double difference = 0;
                for (int i = 0; i < expected.layer(layer).length; i++) {
                    largest = Math.max(largest, Math.abs(expected.layer(layer)[i]));
                    difference = Math.max(difference, Math.abs(expected.layer(layer)[i] - actual.layer(layer)[i]));
                }
                assertThat(difference / largest).as("layer %d", layer).isBetween(1e-7, TOLERANCE);
            }
            half.run(excerpts, Set.of(1), (layer, activations) -> assertThat(activations.getDataType())
                    .isEqualTo(DataType.FLOAT32));
            assertThat(half.digest()).matches("[0-9a-f]{64}").isNotEqualTo(single.digest());
        }
    }
}
