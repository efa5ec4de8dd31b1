package dev.ganglion.explainer.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.delivery.PackagedService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as it is deployed, when it cannot do what it is told to. */
class UnusableRecipeIT {

    @TempDir
    private Path directory;

    @Test
    void anUnusableRecipeEndsTheStartWithOneSentence() throws IOException, InterruptedException {
        // Given
        Path recipes = Files.createDirectory(directory.resolve("recipes"));
        Path recipe = Files.writeString(
                recipes.resolve("mine.yaml"),
                "name: token-lookup\nservice: explainer\nmethod: token-lookup\nexamples: 3\n");

        // When
        PackagedService service = PackagedService.start(directory, Map.of("RECIPES_DIR", recipes.toString()), Map.of());
        int code = service.exitCode();

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(service.err())
                .isEqualTo("explainer-service: " + recipe
                        + ", line 4: unknown field \"examples\"; known here: method, name, service\n");
        assertThat(service.out()).isEmpty();
    }
}
