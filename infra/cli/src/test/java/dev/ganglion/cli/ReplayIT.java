package dev.ganglion.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process, over a service that is played: what is passed on, and how it ends. */
class ReplayIT {

    private static final String VIEWER = "http://127.0.0.1:1";

    @TempDir
    Path checkout;

    private PlayedCheckout played;
    private Process process;

    @BeforeEach
    void aStackThatRuns() throws IOException {
        played = PlayedCheckout.in(checkout);
        played.stack(ProcessHandle.current().pid(), "127.0.0.1:1", VIEWER + "/");
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (process != null && process.isAlive()) {
            process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        }
    }

    private void start(String line) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dganglion.root=" + checkout,
                "-cp",
                System.getProperty("java.class.path"),
                Ganglion.class.getName()));
        command.addAll(List.of(line.split(" ")));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(checkout.resolve("out").toFile())
                .redirectError(checkout.resolve("err").toFile());
        builder.environment().remove("RECIPES_DIR");
        process = builder.start();
    }

    private int run(String line) throws IOException, InterruptedException {
        start(line);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(said()).isTrue();
        return process.exitValue();
    }

    private String said() throws IOException {
        return Files.readString(checkout.resolve("err"));
    }

    private JsonNode printed() throws IOException {
        return new JsonMapper().readTree(checkout.resolve("out").toFile());
    }

    @Test
    void itRunsToItsEndWithThePinnedRecipeAndTheStacksSettings() throws Exception {
        // When
        int code = run("replay explainer --recipe ends --layers 0-3 --json");

        // Then
        assertThat(code).as(said()).isZero();
        assertThat(printed().get("finished").asBoolean()).isTrue();
        assertThat(printed().get("done").asLong()).isEqualTo(100);
        String id = printed().get("id").asText();
        assertThat(id).matches("replay\\.explainer\\.ends-1a2b3c4d\\.\\d{8}T\\d{6}");
        assertThat(played.calls())
                .containsExactly(
                        "replay --recipe ends --layers 0-3 --dry-run RESULTS_URL=" + VIEWER
                                + " RECIPES_DIR=/my/recipes",
                        "replay --id " + id + " --recipe ends@1a2b3c4d --layers 0-3 RESULTS_URL=" + VIEWER
                                + " RECIPES_DIR=/my/recipes");
        assertThat(said()).contains(id + " waits: the provider is down");
    }

    @Test
    void aDryRunSaysWhatItWouldDoAndDoesNothing() throws Exception {
        // When
        int code = run("replay explainer --recipe paid --dry-run --json");

        // Then
        assertThat(code).as(said()).isZero();
        assertThat(printed().get("neurons").asLong()).isEqualTo(100);
        assertThat(printed().at("/estimate/dollars").asDouble()).isEqualTo(0.25);
        assertThat(printed().get("downstream")).isEmpty();
        assertThat(played.calls()).hasSize(1);
    }

    @Test
    void nothingIsSpentWithoutAYes() throws Exception {
        // When
        int code = run("replay explainer --recipe paid");

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(said()).contains("at most $0.25", "add --yes");
        assertThat(played.calls()).hasSize(1);

        // When, Then
        assertThat(run("replay explainer --recipe paid --yes")).as(said()).isZero();
    }

    @Test
    void whatTheJarRefusesIsItsOwnSentenceAndCode() throws Exception {
        // When, Then
        assertThat(run("replay explainer --recipe unknown")).isEqualTo(2);
        assertThat(said().strip()).isEqualTo("ganglion: there is no recipe unknown");
        assertThat(run("replay explainer --recipe refuses")).isEqualTo(2);
        assertThat(said())
                .contains("ganglion: replay x was created with another selection")
                .doesNotContain("go on");
    }

    @Test
    void aProcessThatDiesPassesItsCodeOnAndTheReplayCanBeGoneOnWith() throws Exception {
        // When
        int code = run("replay explainer --recipe dies --replicas 2 --id my-replay");

        // Then
        assertThat(code).isEqualTo(7);
        assertThat(said())
                .contains("out of luck")
                .contains("infra/ganglion replay explainer --id my-replay --replicas 2")
                .doesNotContain("\tat ");
    }

    @Test
    void whenItIsStoppedItsProcessesStopAndTheCommandThatGoesOnIsSaid() throws Exception {
        // Given
        start("replay explainer --recipe waits --replicas 2 --id my-replay");
        await().atMost(Duration.ofSeconds(30)).until(() -> said().contains("waits: the provider is down"));
        List<ProcessHandle> replicas = process.descendants().toList();
        assertThat(replicas).hasSizeGreaterThanOrEqualTo(2);

        // When
        process.destroy();

        // Then
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(replicas).noneMatch(ProcessHandle::isAlive);
        assertThat(checkout.resolve(".ganglion/replays")).isEmptyDirectory();
        assertThat(said())
                .endsWith("Stopped. Go on with" + System.lineSeparator()
                        + "  infra/ganglion replay explainer --id my-replay --replicas 2" + System.lineSeparator());
    }

    @Test
    void whatACommandThatWasKilledLeftBehindIsStoppedByDown() throws Exception {
        // Given
        start("replay explainer --recipe waits --id my-replay");
        await().atMost(Duration.ofSeconds(30)).until(() -> said().contains("waits: the provider is down"));
        List<ProcessHandle> replicas = process.descendants().toList();
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        assertThat(replicas).allMatch(ProcessHandle::isAlive);
        Files.delete(played.stackFile());

        // When
        int code = run("down");

        // Then
        assertThat(code).isZero();
        assertThat(said().strip()).isEqualTo("Stopping a process of my-replay");
        assertThat(replicas).noneMatch(ProcessHandle::isAlive);
        assertThat(checkout.resolve(".ganglion/replays")).isEmptyDirectory();
    }

    @Test
    void whenTheBrokerIsGoneTheReplayStopsAndSaysSo() throws Exception {
        // Given
        start("replay explainer --recipe waits --id my-replay");
        await().atMost(Duration.ofSeconds(30)).until(() -> said().contains("waits: the provider is down"));
        List<ProcessHandle> replicas = process.descendants().toList();

        // When
        played.stack(0, "127.0.0.1:1", VIEWER + "/");

        // Then
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(said()).contains("the broker was stopped", "infra/ganglion replay explainer --id my-replay");
        assertThat(replicas).noneMatch(ProcessHandle::isAlive);
    }
}
