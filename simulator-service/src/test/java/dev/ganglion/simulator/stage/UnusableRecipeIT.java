package dev.ganglion.simulator.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.delivery.PackagedService;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as it is deployed, when it cannot do what it is told to. */
class UnusableRecipeIT {

    @TempDir
    private Path directory;

    @Test
    void anUnusableRecipeEndsTheStartWithOneSentence() throws InterruptedException {
        // When
        PackagedService service = PackagedService.start(directory, Map.of("SIMULATOR_RECIPE", "by-hand"), Map.of());
        int code = service.exitCode();

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(service.err())
                .startsWith(
                        "simulator-service: no simulator recipe is named \"by-hand\"; there are: detection, fuzzing, json")
                .hasLineCount(1);
        assertThat(service.out()).isEmpty();
    }
}
