package dev.ganglion.subject.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import dev.ganglion.subject.fixture.TinyGpt2;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** That no memory is lost, which takes minutes to show. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class ResidentMemoryTest {

    private static final Path DEMO = Path.of(System.getProperty("ganglion.root"), "infra", "demo", "model");
    private static final int BATCHES = 10_000;
    private static final int BETWEEN_LOOKS = 500;

    /** Megabytes; what is kept of one layer of one batch would come to 24 GB. */
    private static final long NOISE = 32;

    @Test
    void isFlatOverTenThousandBatches() throws IOException {
        // Given
        List<Long> megabytes = new ArrayList<>();
        try (TransformerModel model = SubjectModels.load(DEMO)) {
            // When
            for (int batch = 1; batch <= BATCHES; batch++) {
                model.run(TinyGpt2.excerpts(8, 32, batch), Set.of(0, 1, 2, 3), ResidentMemoryTest::use);
                if (batch % BETWEEN_LOOKS == 0) {
                    megabytes.add(resident());
                }
            }
        }
        System.out.println("resident MB, each " + BETWEEN_LOOKS + " batches: " + megabytes);

        // Then
        long early = megabytes.subList(1, 4).stream().max(Long::compare).orElseThrow();
        long late = megabytes.subList(megabytes.size() - 3, megabytes.size()).stream()
                .max(Long::compare)
                .orElseThrow();
        assertThat(late).isLessThan(early + NOISE);
    }

    /** As collations do: computes from the activations, and leaves what it computes to the run. */
    private static void use(int layer, NDArray activations) {
        activations.max(new int[] {1}).toFloatArray();
    }

    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
