package dev.ganglion.subject.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.fixture.NumberFormat;
import dev.ganglion.subject.fixture.Safetensors;
import dev.ganglion.subject.fixture.Safetensors.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsFileTest {

    @TempDir
    Path directory;

    private Path path;

    @BeforeEach
    void name() {
        path = directory.resolve("some.safetensors");
    }

    @ParameterizedTest
    @EnumSource
    void readsTensorsOfEveryFormat(NumberFormat format) {
        // Given
        Safetensors.write(path, tensors(), format);

        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            // Then
            assertThat(file.names()).containsExactly("a", "empty", "scalar", "z");
            assertThat(floats(file.tensor("a", 2, 3))).containsExactly(1, -2, 0.5f, 4, 8, -0.125f);
            assertThat(floats(file.tensor("empty", 0, 4))).isEmpty();
            assertThat(floats(file.tensor("scalar"))).containsExactly(3);
            assertThat(floats(file.tensor("z", 1))).containsExactly(-7);
        }
    }

    @Test
    void aFileCutAtAnyByteIsRefusedWithOneSentence() throws IOException {
        // Given
        Safetensors.write(path, tensors(), NumberFormat.F16);
        byte[] whole = Files.readAllBytes(path);

        for (int length = 0; length < whole.length; length++) {
            // When
            Files.write(path, Arrays.copyOf(whole, length));

            // Then
            assertRefused(length < 8 ? "is no safetensors file" : "is truncated");
        }
    }

    @Test
    void aFileWithMoreThanItsTensorsIsRefused() throws IOException {
        // Given
        Safetensors.write(path, tensors(), NumberFormat.F16);
        byte[] whole = Files.readAllBytes(path);

        // When
        Files.write(path, Arrays.copyOf(whole, whole.length + 3));

        // Then
        assertRefused("3 bytes follow its last tensor");
    }

    @Test
    void aMissingFileIsNamed() {
        assertRefused("does not exist");
    }

    @Test
    void aDirectoryIsRefused() throws IOException {
        // Given
        Files.createDirectory(path);

        // Then
        assertRefused("cannot be read");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 20_000_000})
    void aHeaderOfAbsurdLengthIsRefusedBeforeAnyMemoryIsTaken(long length) throws IOException {
        // Given
        Files.write(
                path,
                ByteBuffer.allocate(64)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(length)
                        .array());

        // Then
        assertRefused("its header would have");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "version https://git-lfs                                             | is not valid JSON",
                "[1]                                                                 | is not a JSON object",
                "{} {}                                                               | is not valid JSON",
                "{`a`: 1}                                                            | needs a dtype",
                "{`a`:{`dtype`:`F16`,`shape`:[2]}}                                   | needs a dtype",
                "{`a`:{`dtype`:`F16`,`shape`:[2],`data_offsets`:[0,4,8]}}            | needs a dtype",
                "{`a`:{`dtype`:`F16`,`shape`:[-2],`data_offsets`:[0,4]}}             | has \"-2\" in its shape",
                "{`a`:{`dtype`:`F16`,`shape`:[2],`data_offsets`:[0,4.5]}}            | \"4.5\" in its data_offsets",
                "{`a`:{`dtype`:`F16`,`shape`:[2],`data_offsets`:[0,99999999999999999999]}} | in its data_offsets",
                "{`a`:{`dtype`:`F16`,`shape`:[2],`data_offsets`:[4,0]}}              | before it begins",
                "{`a`:{`dtype`:`F16`,`shape`:[3],`data_offsets`:[0,4]}}              | needs 6",
                "{`a`:{`dtype`:`F16`,`shape`:[4294967296,4294967296],`data_offsets`:[0,4]}} | larger than any file",
                "{`a`:{`dtype`:`F16`,`shape`:[1],`data_offsets`:[2,4]}}              | begins at byte 2",
                "{`a`:{`dtype`:`F16`,`shape`:[1],`data_offsets`:[0,2]},`a`:{}}       | is not valid JSON",
            })
    void aDamagedHeaderIsRefusedWithOneSentence(String header, String reason) {
        // Given
        Safetensors.write(path, header.replace('`', '"'), new byte[4]);

        // Then
        assertRefused(reason);
    }

    @Test
    void overlappingTensorsAreRefused() {
        // Given
        Safetensors.write(
                path,
                "{\"a\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]},"
                        + "\"b\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[2,6]}}",
                new byte[6]);

        // Then
        assertRefused("tensor \"b\" begins at byte 2 of the data, but the tensor before it ends at byte 4");
    }

    @Test
    void aMissingTensorIsNamed() {
        // Given
        Safetensors.write(path, tensors(), NumberFormat.F32);

        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            // Then
            assertRefused(() -> file.tensor("h.0.mlp", 2), "has no tensor \"h.0.mlp\"");
        }
    }

    @Test
    void anotherShapeIsNamed() {
        // Given
        Safetensors.write(path, tensors(), NumberFormat.F32);

        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            // Then
            assertRefused(
                    () -> file.tensor("a", 3, 2), "\"a\" has shape [2, 3], but the configuration asks for [3, 2]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"I64", "F8_E4M3", "F4", "\\u001b[31m"})
    void aTensorInAnotherFormatIsRefusedOnlyWhenItIsRead(String dtype) {
        // Given
        int bytes = dtype.equals("I64") ? 8 : 1;
        Safetensors.write(
                path,
                "{\"mask\":{\"dtype\":\"" + dtype + "\",\"shape\":[1],\"data_offsets\":[0," + bytes + "]}}",
                new byte[bytes]);

        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            // Then
            assertRefused(() -> file.tensor("mask", 1), "\"mask\" is stored as \"" + dtype + "\", and only F32, F16");
        }
    }

    private static float[] floats(StoredTensor tensor) {
        float[] values = new float[(int) tensor.size()];
        tensor.read(0, FloatBuffer.wrap(values));
        return values;
    }

    private void assertRefused(String reason) {
        assertRefused(() -> SafetensorsFile.open(path).close(), reason);
    }

    private void assertRefused(ThrowingCallable reading, String reason) {
        assertThatThrownBy(reading)
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(path.toString())
                .hasMessageContaining(reason)
                .hasMessageEndingWith(".")
                .hasMessageNotContaining("\n");
    }

    private static Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new TreeMap<>();
        tensors.put("a", new Tensor(new long[] {2, 3}, new double[] {1, -2, 0.5, 4, 8, -0.125}));
        tensors.put("empty", new Tensor(new long[] {0, 4}, new double[] {}));
        tensors.put("scalar", new Tensor(new long[] {}, new double[] {3}));
        tensors.put("z", new Tensor(new long[] {1}, new double[] {-7}));
        return tensors;
    }
}
