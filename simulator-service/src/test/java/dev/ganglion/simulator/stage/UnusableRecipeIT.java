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
        PackagedService service =
                PackagedService.start(directory, Map.of("SIMULATOR_RECIPE", "prompt-logprobs"), Map.of());
        int code = service.exitCode();

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(service.err())
                .isEqualTo("no simulator recipe is named \"prompt-logprobs\"; there are: token-lookup\n");
        assertThat(service.out()).isEmpty();
    }
}
