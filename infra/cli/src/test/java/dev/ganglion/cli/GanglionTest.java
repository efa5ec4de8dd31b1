package dev.ganglion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class GanglionTest {

    private static final String ROOT = "ganglion.root";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final String root = System.getProperty(ROOT);

    @AfterEach
    void leaveTheRootAsItWas() {
        System.setProperty(ROOT, root);
    }

    private int run(String... arguments) {
        CommandLine command = Ganglion.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        return command.execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "up", "status", "down", "activate"})
    void everyCommandExplainsItselfWithExamples(String name) {
        // When
        int code = run(name, "--help");

        // Then
        assertThat(code).isZero();
        assertThat(out.toString()).contains("infra/ganglion " + name, "Examples:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "llm",
                "llm check",
                "prompt",
                "budget",
                "budget set",
                "cost",
                "replay",
                "dead-letters",
                "dead-letters list",
                "dead-letters show",
                "dead-letters redrive",
                "dead-letters discard",
                "offsets",
                "offsets list",
                "offsets reset"
            })
    void everyCommandAboutLanguageModelsExplainsItselfWithExamples(String name) {
        // When
        int code = run((name + " --help").split(" "));

        // Then
        assertThat(code).isZero();
        assertThat(out.toString()).contains("infra/ganglion " + name, "Examples:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo --neurons 5",
                "demo --budget 1",
                "demo --layers 4",
                "demo --llm",
                "demo --llm --yes --neurons 0",
                "demo --llm --yes --budget lots",
                "demo --llm --yes --budget -1",
                "demo --llm --yes --recipes-dir /nowhere",
                "demo --llm --yes --explainer-recipe Terse!",
                "up --recipes-dir /nowhere",
                "up --budget NaN",
                "up --explainer-recipe ../terse",
                "budget set terse",
                "budget set terse 1e9",
                "prompt reviser --recipe terse --neuron demo/0-mlp/0",
                "prompt explainer --recipe terse --neuron demo",
                "benchmark everything",
                "replay",
                "replay activation",
                "replay explainer",
                "replay scorer --recipe terse",
                "replay explainer --recipe ../terse",
                "replay explainer --recipe terse --replicas 0",
                "replay explainer --recipe terse --id ../x",
                "replay explainer --recipe terse --image x",
                "replay explainer --recipe terse --kubernetes --dry-run",
                "replay explainer --recipe terse --recipes-dir src --kubernetes",
                "dead-letters list --service reviser",
                "dead-letters list --since soon",
                "dead-letters list --limit 0",
                "dead-letters show",
                "dead-letters discard",
                "dead-letters discard explainer-service.dlq/0/1 --recipe terse",
                "dead-letters redrive explainer-service.dlq/0/1 --recipe terse",
                "dead-letters redrive --replicas 99",
                "offsets reset",
                "offsets reset scorer --to yesterday",
                "offsets reset scorer --to earliest --execute --dry-run",
                "offsets reset scorer --to earliest --bootstrap nowhere"
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
        assertThat(err.toString()).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cost",
                "budget set terse 2",
                "prompt explainer --recipe terse --neuron demo/0-mlp/0",
                "replay scorer",
                "dead-letters list",
                "dead-letters redrive",
                "dead-letters discard --service scorer",
                "offsets list"
            })
    void whatNeedsTheStackSaysHowToStartIt(String line, @TempDir Path directory) {
        // Given
        System.setProperty(ROOT, directory.toString());

        // When
        int code = run(line.split(" "));

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString().strip()).isEqualTo("ganglion: nothing is running: start it with infra/ganglion up");
    }

    @Test
    void anUnknownOptionIsOneSentenceAndExitCode2() {
        // When
        int code = run("demo", "--fast");

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString().lines().findFirst()).hasValue("ganglion: Unknown option: '--fast'");
        assertThat(err.toString()).doesNotContain("\tat ");
    }

    @Test
    void aModelDirectoryThatIsNotThereIsOneSentenceAndExitCode2(@TempDir Path directory) {
        // Given
        Path missing = directory.resolve("gpt2");

        // When
        int code = run("activate", "--model", missing.toString(), "--corpus", missing.toString());

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString().strip()).isEqualTo("ganglion: --model " + missing + " does not exist");
    }

    @Test
    void aSeedWithoutASampleIsOneSentenceAndExitCode2(@TempDir Path directory) throws Exception {
        // Given
        String corpus =
                Files.writeString(directory.resolve("corpus.txt"), "text").toString();

        // When
        int code = run("activate", "--model", directory.toString(), "--corpus", corpus, "--seed", "3");

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString().strip())
                .isEqualTo("ganglion: --seed is that of --sample-excerpts, which is not there: name both or neither");
    }

    @Test
    void aModelOfTheHubIsNotFetchedWhileNothingRuns(@TempDir Path directory) throws Exception {
        // Given
        System.setProperty(ROOT, directory.toString());

        // When
        int code = run("activate", "--model", "acme/tiny", "--corpus", directory.toString());

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString().strip()).isEqualTo("ganglion: nothing is running: start it with infra/ganglion up");
    }

    @Test
    void activatingWhileNothingRunsSaysHowToStart(@TempDir Path directory) throws Exception {
        // Given
        System.setProperty(ROOT, directory.toString());
        Path corpus = Files.writeString(directory.resolve("corpus.txt"), "text");

        // When
        int code = run("activate", "--model", directory.toString(), "--corpus", corpus.toString());

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString().strip()).isEqualTo("ganglion: nothing is running: start it with infra/ganglion up");
    }

    @Test
    void aCorpusIsDividedIntoOneShardAtLeast(@TempDir Path directory) throws Exception {
        // Given
        Path corpus = Files.writeString(directory.resolve("corpus.txt"), "text");

        // When
        int code = run("activate", "--model", directory.toString(), "--corpus", corpus.toString(), "--shards", "0");

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString().strip()).isEqualTo("ganglion: --shards 0: ask for 1 to 10000");
    }

    @Test
    void theOptionsOfActivationsAreLeftToTheService() {
        // When
        CommandLine.ParseResult parsed = Ganglion.commandLine()
                .parseArgs("activations", "--model", "DIR", "--text", "a b", "--layer", "2", "--json", "--help");

        // Then
        assertThat(parsed.subcommand().matchedPositionals().get(0).<List<String>>getValue())
                .containsExactly("--model", "DIR", "--text", "a b", "--layer", "2", "--json", "--help");
    }
}
