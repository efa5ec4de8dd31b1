package dev.ganglion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Imports that are checked and not sent. */
class ImportTest {

    private static final Path PUBLISHED =
            Path.of(System.getProperty("ganglion.root"), "infra/interchange/src/test/resources/openai");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    private int run(String... arguments) {
        return Ganglion.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private Path record(String neuron) throws IOException {
        Path file = directory.resolve("data/collated-activations/" + neuron + ".json");
        Files.createDirectories(file.getParent());
        return file;
    }

    @Test
    void aFileThatCannotBeUsedIsListedAndPassedOver() throws IOException {
        // Given
        Files.copy(PUBLISHED.resolve("data/collated-activations/6/3251.json"), record("6/3251"));
        Files.copy(PUBLISHED.resolve("data/collated-activations/6/3251.json"), record("6/7"));
        Files.writeString(record("7/1"), "{\"neuron_id\":");
        Files.write(record("7/2"), new byte[2 * 1024 * 1024 + 1]);
        Files.writeString(record("7/notes"), "not a neuron");

        // When
        int code = run("import", "openai", directory.toString(), "--dry-run", "--json");

        // Then
        assertThat(code).as(err.toString()).isEqualTo(1);
        JsonNode outcome = new JsonMapper().readTree(out.toString());
        assertThat(outcome.get("checked").asInt()).isEqualTo(1);
        assertThat(outcome.get("refused").asInt()).isEqualTo(3);
        assertThat(outcome.get("refusals").findValuesAsText("sentence"))
                .containsExactlyInAnyOrder(
                        "field \"neuron_id\" says layer 6, neuron 3251",
                        "it ends too early, at byte 13",
                        "it has more than 2097152 bytes");
        assertThat(outcome.get("tokenTableCoverage").asDouble()).isBetween(0.05, 0.95);
    }

    @Test
    void strictlyTheFirstOneEndsIt() throws IOException {
        // Given
        Files.writeString(record("7/1"), "[]");

        // When
        int code = run("import", "openai", directory.toString(), "--dry-run", "--strict");

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err.toString().lines().reduce((before, last) -> last).orElseThrow())
                .isEqualTo("ganglion: collated-activations/7/1.json: it must be one JSON object and nothing else");
    }

    @Test
    void theNeuronsThatAreNamedAreImported() throws IOException {
        // When
        int code =
                run("import", "openai", PUBLISHED.toString(), "--layers", "0-6", "--neurons", "0-9,3251", "--dry-run");

        // Then
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).startsWith("Checked 1 neurons");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "neuronpedia"})
    void aDirectoryWithoutTheLayoutIsOneSentence(String layout) {
        // When
        int code = run("import", layout, directory.toString(), "--dry-run");

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString().strip()).startsWith("ganglion: " + directory.getFileName() + " has no ");
        assertThat(err.toString().strip().lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import openai /nowhere --dry-run",
                "import openai http://127.0.0.1:1/x --model pythia --dry-run",
                "import openai http://user:secret@127.0.0.1:1/x --dry-run",
                "import openai . --neurons 5-2",
                "import openai . --model Pythia!",
                "import openai . --concurrency 0",
                "import neuronpedia /nowhere --dry-run",
                "export openai out --results ftp://host",
                "export openai pom.xml --results http://127.0.0.1:1"
            })
    void whatCannotBeIsOneSentenceAndExitCode2(String line) {
        // When
        int code = run(line.split(" "));

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString().lines().toList())
                .hasSizeBetween(1, 2)
                .first()
                .asString()
                .startsWith("ganglion: ");
        assertThat(err.toString()).doesNotContain("\tat ", "secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"import", "import openai", "import neuronpedia", "export", "export openai", "export neuronpedia"
            })
    void everyCommandExplainsItselfWithExamples(String name) {
        // When
        int code = run((name + " --help").split(" "));

        // Then
        assertThat(code).isZero();
        assertThat(out.toString()).contains("infra/ganglion " + name, "Examples:");
    }
}
