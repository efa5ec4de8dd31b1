package dev.ganglion.subject.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.engine.DjlEngine;
import dev.ganglion.subject.fixture.TinyGpt2;
import dev.ganglion.subject.fixture.TinyModel;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Too little memory is answered with smaller batches, and where one excerpt is too many, with a sentence. */
class OutOfMemoryTest {

    private static final int TOKENS = 1024;
    private static final int EXCERPTS = 80;

    /** Of address space, the process's own two thirds included: enough for some of the excerpts. */
    private static final long KIBIBYTES = 3_000_000;

    @TempDir
    Path directory;

    @Test
    void aBatchThatTheMemoryDoesNotHoldRunsInParts() throws Exception {
        // Given
        TinyModel.write(directory, config());

        // When
        List<String> output = run();

        // Then
        assertThat(output).last().asString().startsWith("difference ");
        assertThat(Double.parseDouble(output.get(1).split(" ")[1])).isLessThan(1e-5);
        assertThat(output.get(0)).matches("[0-9]+ at a time");
        assertThat(Integer.parseInt(output.get(0).split(" ")[0])).isLessThan(EXCERPTS);
    }

    @Test
    void theWordsOfTheRealFailureAreKnownAndHalveTheBatchUntilItFits() {
        // Given
        List<Long> tried = new ArrayList<>();
        BatchParts parts = new BatchParts("cpu");
        try (NDManager memory = DjlEngine.newManager()) {
            NDArray batch = memory.arange(22f).reshape(11, 1, 2);

            // When
            NDArray doubled = parts.apply(batch, part -> {
                tried.add(part.getShape().get(0));
                if (part.getShape().get(0) > 3) {
                    throw new EngineException(
                            "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity");
                }
                return part.mul(2);
            });

            // Then
            assertThat(doubled).isEqualTo(batch.mul(2));
            assertThat(tried).containsExactly(11L, 5L, 2L, 2L, 2L, 2L, 2L, 1L);
            assertThat(parts.most(1)).isEqualTo(2);
        }
    }

    @Test
    void whereOneExcerptIsTooManyItIsSaid() {
        try (NDManager memory = DjlEngine.newManager()) {
            assertThatThrownBy(() -> new BatchParts("cuda:0").apply(memory.zeros(new Shape(4, 7, 2)), part -> {
                        throw new EngineException(
                                "DefaultCPUAllocator: can't allocate memory: you tried to allocate 9");
                    }))
                    .isInstanceOf(ModelException.class)
                    .hasMessageStartingWith(
                            "The free memory of cuda:0 does not hold what one excerpt of 7 tokens needs;");
        }
    }

    @Test
    void anotherFailureIsNotTakenForIt() {
        try (NDManager memory = DjlEngine.newManager()) {
            NDArray batch = memory.zeros(new Shape(4, 7, 2));
            assertThatThrownBy(() -> new BatchParts("cpu").apply(batch, part -> part.matMul(part)))
                    .isInstanceOf(EngineException.class);
        }
    }

    @Test
    void aLongContextIsCountedAsWhatCanBeRunAndTheBatchSizeFollows() {
        // Given
        TinyModel.write(
                directory,
                TinyModel.config("llama")
                        .put("max_position_embeddings", 1 << 20)
                        .put("num_key_value_heads", 4));

        try (TransformerModel model = SubjectModels.load(directory)) {
            // Then
            assertThat(model.shape().contextLength()).isEqualTo(32_768);
            assertThat(model.batchSize(64)).isEqualTo(16);
            assertThat(model.batchSize(32_768)).isEqualTo(1);
        }
    }

    @Test
    void weightsThatNoMachineHoldsAreRefusedBeforeTheyAreRead() throws IOException {
        // Given
        TinyModel.write(directory, TinyModel.config("llama"));
        long rows = 1L << 34;
        byte[] header = ("{\"huge\": {\"dtype\": \"F16\", \"shape\": [" + rows + ", 16], \"data_offsets\": [0, "
                        + 32 * rows + "]}}")
                .getBytes(StandardCharsets.UTF_8);
        try (RandomAccessFile sparse =
                new RandomAccessFile(directory.resolve("model.safetensors").toFile(), "rw")) {
            sparse.setLength(0);
            sparse.writeLong(Long.reverseBytes(header.length));
            sparse.write(header);
            sparse.setLength(Long.BYTES + header.length + 32 * rows);
        }

        // Then
        assertThatThrownBy(() -> SubjectModels.load(directory).close())
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("The weights of " + directory + " do not fit cpu in float32: only ")
                .hasMessageEndingWith(" MB of 1048576 is free; use a machine with more.");
    }

    private static ObjectNode config() {
        return TinyModel.config("llama").put("max_position_embeddings", TOKENS);
    }

    private List<String> run() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder command = new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -v " + KIBIBYTES + "; exec \"$@\"",
                "sh",
                java,
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-XX:ReservedCodeCacheSize=32m",
                "-XX:CompressedClassSpaceSize=32m",
                "-cp",
                System.getProperty("java.class.path"),
                Run.class.getName(),
                directory.toString());
        command.environment().put("MALLOC_ARENA_MAX", "2");
        command.redirectError(directory.resolve("err").toFile());
        Process process = command.start();
        try {
            List<String> lines =
                    new String(process.getInputStream().readAllBytes()).lines().toList();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }

    /** Runs the excerpts together, then the last one alone, and says how the two differ. */
    static final class Run {

        private Run() {}

        public static void main(String[] arguments) {
            try (TransformerModel model = SubjectModels.load(Path.of(arguments[0]))) {
                int[][] excerpts = TinyGpt2.excerpts(EXCERPTS, TOKENS, 3);
                float[] together = Activations.of(model, excerpts, Set.of(0)).layer(0);
                System.out.println(model.parts().most(TOKENS) + " at a time");
                int[][] last = Arrays.copyOfRange(excerpts, EXCERPTS - 1, EXCERPTS);
                float[] alone = Activations.of(model, last, Set.of(0)).layer(0);
                double difference = 0;
                for (int i = 0; i < alone.length; i++) {
                    float same = together[together.length - alone.length + i];
                    difference = Math.max(difference, Math.abs(alone[i] - same));
                }
                System.out.println("difference " + difference);
            } catch (ModelException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
