package dev.ganglion.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsWriterTest {

    private static final Gpt2Shape SHAPE = new Gpt2Shape(30, 6, 8, 2, 2);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"FLOAT32, 0", "FLOAT16, 5e-4"})
    void djlReadsTheFileAsItWasWritten(DataType type, float tolerance) throws IOException {
        Path file = folder.resolve("model.safetensors");
        try (Gpt2Trainer trainer = new Gpt2Trainer(SHAPE, 1);
                NDManager manager = NDManager.newBaseManager()) {
            // Given: weights that are not all alike
            trainer.step(TinyText.noise(SHAPE, 2, 1), 1e-2);

            // When
            trainer.save(type, file);

            // Then
            try (InputStream in = Files.newInputStream(file)) {
                NDList read = NDList.decode(manager, in);
                assertThat(read).hasSize(SHAPE.tensors().size());
                for (NDArray tensor : read) {
                    NDArray written = trainer.parameters().get(tensor.getName());
                    assertThat(tensor.getDataType()).isEqualTo(type);
                    assertThat(tensor.getShape()).isEqualTo(written.getShape());
                    assertThat(tensor.toType(DataType.FLOAT32, true).toFloatArray())
                            .containsExactly(written.toFloatArray(), Offset.offset(tolerance));
                }
            }
        }
    }

    @Test
    void theFileIsTheHeaderAndTheValuesAndNothingElse() throws IOException {
        Path file = folder.resolve("model.safetensors");
        try (Gpt2Trainer trainer = new Gpt2Trainer(SHAPE, 1)) {
            trainer.save(DataType.FLOAT16, file);
        }

        SafetensorsHeader header = SafetensorsHeader.read(file);

        assertThat(Files.size(file)).isEqualTo(header.end() + 2 * SHAPE.parameters());
        assertThat(header.end() % 8).isZero();
        assertThat(header.shapes()).isEqualTo(SHAPE.tensors());
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }
}
