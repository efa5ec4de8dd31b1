package dev.ganglion.subject.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.fixture.NumberFormat;
import dev.ganglion.subject.fixture.Safetensors;
import dev.ganglion.subject.fixture.Safetensors.Tensor;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightFilesTest {

    @TempDir
    Path directory;

    private ObjectNode index;

    @BeforeEach
    void write() throws IOException {
        Safetensors.write(directory.resolve("model-1-of-2.safetensors"), Map.of("a", tensor(1, 2)), NumberFormat.F32);
        Safetensors.write(
                directory.resolve("model-2-of-2.safetensors"),
                Map.of("b", tensor(3), "c", tensor(4)),
                NumberFormat.F16);
        index = new ObjectMapper().createObjectNode();
        index.putObject("weight_map")
                .put("a", "model-1-of-2.safetensors")
                .put("b", "model-2-of-2.safetensors")
                .put("c", "model-2-of-2.safetensors");
        writeIndex();
    }

    @Test
    void tensorsAreFoundInTheFileTheIndexNames() {
        try (WeightFiles files = WeightFiles.open(directory)) {
            assertThat(files.names()).containsExactly("a", "b", "c");
            assertThat(floats(files.tensor("a", 2))).containsExactly(1, 2);
            assertThat(floats(files.tensor("c", 1))).containsExactly(4);
            assertThat(files.files().stream().map(Path::getFileName).map(Path::toString))
                    .containsExactly(
                            "model.safetensors.index.json", "model-1-of-2.safetensors", "model-2-of-2.safetensors");
        }
    }

    @Test
    void oneFileGoesBeforeSeveral() {
        // Given
        Safetensors.write(directory.resolve("model.safetensors"), Map.of("z", tensor(9)), NumberFormat.F32);

        try (WeightFiles files = WeightFiles.open(directory)) {
            // Then
            assertThat(files.names()).containsExactly("z");
            assertThat(files.files()).containsExactly(directory.resolve("model.safetensors"));
        }
    }

    @Test
    void aStretchOfATensorIsReadFromAnywhere() {
        // Given
        double[] values = new double[100_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 1000;
        }
        Safetensors.write(
                directory.resolve("model.safetensors"),
                Map.of("long", new Tensor(new long[] {values.length}, values)),
                NumberFormat.BF16);

        try (WeightFiles files = WeightFiles.open(directory)) {
            // When
            float[] stretch = new float[90_001];
            files.tensor("long", values.length).read(9_999, FloatBuffer.wrap(stretch));

            // Then
            assertThat(stretch[0]).isEqualTo(1000); // 999 in eight bits
            assertThat(stretch[1]).isZero();
            assertThat(stretch[90_000]).isEqualTo(1000);
        }
    }

    @Test
    void aMissingShardIsNamed() throws IOException {
        // Given
        Files.delete(directory.resolve("model-2-of-2.safetensors"));

        // Then
        assertRefused("model-2-of-2.safetensors does not exist.");
    }

    @Test
    void aTensorThatIsNotWhereTheIndexSaysIsNamed() throws IOException {
        // Given
        index.withObject("weight_map").put("d", "model-1-of-2.safetensors");
        writeIndex();

        // Then
        assertRefused("model-1-of-2.safetensors has the tensor \"d\", which it has not.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../model-1-of-2.safetensors", "/etc/passwd", "", "a.bin", "..safetensors", "a/b.safetensors"})
    void aFileThatIsNotBesideTheIndexIsRefused(String name) throws IOException {
        // Given
        index.withObject("weight_map").put("a", name);
        writeIndex();

        // Then
        assertRefused("which is not the name of a safetensors file beside it.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"weight_map\": {}}"})
    void anIndexThatIsNoneIsRefused(String text) throws IOException {
        // Given
        Files.writeString(directory.resolve("model.safetensors.index.json"), text);

        // Then
        assertRefused("model.safetensors.index.json ");
    }

    private void writeIndex() throws IOException {
        Files.writeString(directory.resolve("model.safetensors.index.json"), index.toString());
    }

    private void assertRefused(String sentence) {
        assertThatThrownBy(() -> WeightFiles.open(directory).close())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(sentence)
                .hasMessageEndingWith(".");
    }

    private static Tensor tensor(double... values) {
        return new Tensor(new long[] {values.length}, values);
    }

    private static float[] floats(StoredTensor tensor) {
        float[] values = new float[(int) tensor.size()];
        tensor.read(0, FloatBuffer.wrap(values));
        return values;
    }
}
