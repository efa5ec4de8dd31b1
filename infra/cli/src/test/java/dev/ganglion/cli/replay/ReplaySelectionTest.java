package dev.ganglion.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.cli.Ganglion;
import dev.ganglion.cli.stack.ServiceProgram;
import dev.ganglion.cli.terminal.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ReplaySelectionTest {

    @Command
    private static final class Parsed {

        @Mixin
        private ReplaySelection selection;
    }

    private static List<String> arguments(ServiceProgram service, boolean inline, String... options) {
        Parsed parsed = new Parsed();
        Ganglion.commandLine().addSubcommand("parsed", parsed).parseArgs(prefixed(options));
        return parsed.selection.arguments(service, inline);
    }

    private static String[] prefixed(String... options) {
        return Stream.concat(Stream.of("parsed"), Arrays.stream(options)).toArray(String[]::new);
    }

    @Test
    void whatIsNotSaidIsNotPassedOn() {
        assertThat(arguments(ServiceProgram.SCORER, false)).isEmpty();
    }

    @Test
    void whatIsSaidIsPassedOnAsTheJarHasIt() {
        // When
        List<String> arguments = arguments(
                ServiceProgram.SIMULATOR,
                false,
                ("--below 0.2 --layers 0-3,7 --sample 50 --seed 7 --explanations-of random --model gpt2-xl"
                                + " --explainer-recipe terse@1a2b3c4d --from 0:12,1:5 --neurons gpt2-xl/31-mlp/892")
                        .split(" "));

        // Then
        assertThat(String.join(" ", arguments))
                .isEqualTo("--from 0:12,1:5 --model gpt2-xl --layers 0-3,7 --neurons gpt2-xl/31-mlp/892 --below 0.2"
                        + " --sample 50 --seed 7 --explainer-recipe terse@1a2b3c4d --explanations-of random");
    }

    @Test
    void aTimeAgoIsFixedWhenItIsSaid() {
        // When
        List<String> arguments = arguments(ServiceProgram.SCORER, false, "--from", "2h");

        // Then
        assertThat(arguments.get(0)).isEqualTo("--from");
        assertThat(Duration.between(Instant.parse(arguments.get(1)), Instant.now()))
                .isBetween(Duration.ofHours(2), Duration.ofHours(2).plusMinutes(1));
    }

    @Test
    void deadLettersAreChosenByReasonTimeKeyOrPlace() {
        // When
        List<String> arguments = arguments(
                ServiceProgram.EXPLAINER,
                false,
                "--dead-letters",
                "--reason",
                "too long",
                "--since",
                "2026-11-23T10:00:00+02:00",
                "--record",
                "2@17");

        // Then
        assertThat(arguments)
                .containsExactly(
                        "--dead-letters",
                        "--reason",
                        "too long",
                        "--since",
                        "2026-11-23T08:00:00Z",
                        "--record",
                        "2@17");
    }

    @Test
    void aFileOfKeysIsNamedHereAndCarriedAlongElsewhere(@TempDir Path directory) throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("keys"), "demo/0-mlp/1\n\n demo/0-mlp/2 \n");

        // When, Then
        assertThat(arguments(ServiceProgram.SCORER, false, "--neurons", "@" + file))
                .containsExactly("--neurons", "@" + file);
        assertThat(arguments(ServiceProgram.SCORER, true, "--neurons", "@" + file))
                .containsExactly("--neurons", "demo/0-mlp/1,demo/0-mlp/2");
    }

    @Test
    void moreKeysThanAContainerTakesAreRefused(@TempDir Path directory) throws Exception {
        // Given
        Path file = Files.write(directory.resolve("keys"), Collections.nCopies(1001, "demo/0-mlp/1"));

        // When, Then
        assertThatThrownBy(() -> arguments(ServiceProgram.SCORER, true, "--neurons", "@" + file))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("at most 1000")
                .hasMessageContaining("has 1001");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EXPLAINER | --explainer-recipe terse | --explainer-recipe is for",
                "SIMULATOR | --simulator-recipe json | --simulator-recipe is for the scorer",
                "EXPLAINER | --explanations-of random | --explanations-of is for the simulator",
                "SIMULATOR | --explanations-of other | --explanations-of can be random",
                "SCORER | --reason long | --reason is for --dead-letters",
                "SCORER | --since 2h | --since is for --dead-letters: for a topic's records write --from",
                "SCORER | --seed 3 | --seed is for --sample",
                "SCORER | --sample 0 | --sample must be 1 or more",
                "SCORER | --below NaN | --below must be a number from -1 to 1",
                "SCORER | --below 3 | --below must be a number from -1 to 1",
                "SCORER | --layers 7-3 | --layers \"7-3\" is no range",
                "SCORER | --from latest | --from latest would leave nothing to do",
                "SCORER | --from noon | --from \"noon\" is no place",
                "SCORER | --neurons demo | --neurons: ",
                "SCORER | --neurons @/nowhere | --neurons: /nowhere cannot be read",
                "SCORER | --dead-letters --record 17 | --record must be PARTITION@OFFSET",
                "SCORER | --dead-letters --until soon | --until \"soon\" is no point in time"
            })
    void whatCannotBeIsOneSentence(ServiceProgram service, String options, String sentence) {
        assertThatThrownBy(() -> arguments(service, false, options.split(" ")))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith(sentence);
    }
}
