package dev.ganglion.activation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.delivery.PackagedService;
import dev.ganglion.demo.DemoModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program: its one-shot mode, and settings that it cannot run with. */
class ProgramIT {

    @TempDir
    private Path directory;

    private int run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("target", "quarkus-app", "quarkus-run.jar").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String read(String file) throws IOException {
        return Files.readString(directory.resolve(file));
    }

    @Test
    void theOneShotPrintsTheResultAndNothingElse() throws IOException, InterruptedException {
        // When
        int exitCode = run(
                "activations",
                "--model",
                DemoModel.directory().toString(),
                "--text",
                "And it came to pass",
                "--layer",
                "2",
                "--json");

        // Then
        assertThat(exitCode).isZero();
        assertThat(read("err")).isEmpty();
        assertThat(read("out")).hasLineCount(1);
        JsonNode answer = new JsonMapper().readTree(read("out"));
        assertThat(answer.get("tokens")).hasSize(5);
        assertThat(answer.get("activations")).hasSize(10);
    }

    @Test
    void badInputOfTheOneShotIsOneSentenceAndExitCode2() throws IOException, InterruptedException {
        // When
        int exitCode = run("activations", "--model", DemoModel.directory().toString(), "--text", "a", "--layer", "4");

        // Then
        assertThat(exitCode).isEqualTo(2);
        assertThat(read("out")).isEmpty();
        assertThat(read("err")).isEqualTo("ganglion: There is no layer 4: this model has the layers 0 to 3.\n");
    }

    @Test
    void anUnknownArgumentStartsNothing() throws IOException, InterruptedException {
        assertThat(run("activation")).isEqualTo(2);
        assertThat(read("err")).hasLineCount(1).contains("\"activations\"");
    }

    @Test
    void anUnusableSettingEndsItWithOneSentence() throws IOException, InterruptedException {
        // When
        PackagedService service =
                PackagedService.start(directory, Map.of("SUBJECT_MODEL", "Demo=/models/demo"), Map.of());

        // Then
        assertThat(service.exitCode()).isEqualTo(2);
        assertThat(read("err"))
                .hasLineCount(1)
                .contains("SUBJECT_MODEL has \"Demo=/models/demo\"; write name=directory");
        assertThat(read("out")).isEmpty();
    }

    @Test
    void aDeviceThatIsNotThereEndsItWithOneSentence() throws IOException, InterruptedException {
        // When
        PackagedService service = PackagedService.start(directory, Map.of("ACTIVATION_DEVICE", "cuda:7"), Map.of());

        // Then
        assertThat(service.exitCode()).isEqualTo(2);
        assertThat(read("err")).hasLineCount(1).contains("There is no device cuda:7");
        assertThat(read("out")).isEmpty();
    }
}
