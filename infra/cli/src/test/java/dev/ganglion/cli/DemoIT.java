package dev.ganglion.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.cli.results.Results;
import java.io.File;
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

/** The built programs, all of them, as a newcomer runs them. */
class DemoIT {

    private static final int NEURONS = 3072;
    private static final List<String> RESULTS = List.of("activations", "explanations", "simulations", "scores");
    private static final JsonMapper MAPPER = new JsonMapper();

    /** A checkout of its own, so that a demo of the developer's is not disturbed. */
    @TempDir
    Path checkout;

    private Process demo;

    @BeforeEach
    void linkTheCheckout() throws IOException {
        Path built = Path.of(System.getProperty("ganglion.root"));
        for (String part :
                List.of("infra", "activation-service", "explainer-service", "simulator-service", "scorer-service")) {
            Files.createSymbolicLink(checkout.resolve(part), built.resolve(part));
        }
    }

    @AfterEach
    void stopTheDemo() throws InterruptedException {
        if (demo != null && demo.isAlive()) {
            demo.destroy();
            demo.waitFor(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void everyNeuronIsScoredOnceThoughEveryServiceIsKilled() throws Exception {
        // Given
        demo = startDemo("--exit", "--json");

        // When
        killOnce("activation-service", "ready to be killed before any record", 0);
        killOnce("explainer-service", "in the middle of explaining", 200);
        killOnce("simulator-service", "in the middle of simulating", 600);
        killOnce("scorer-service", "in the middle of scoring", 1000);
        boolean ended = demo.waitFor(8, TimeUnit.MINUTES);

        // Then
        assertThat(ended).as("the demo ends by itself; it says: %s", said()).isTrue();
        assertThat(demo.exitValue()).as(said()).isZero();
        JsonNode outcome = MAPPER.readTree(checkout.resolve("out").toFile());
        assertThat(outcome.get("neurons").asInt()).isEqualTo(NEURONS);
        assertThat(RESULTS)
                .allSatisfy(result ->
                        assertThat(outcome.get(result).asInt()).as(result).isEqualTo(NEURONS));
        assertThat(outcome.get("deadLetters").asInt()).isZero();
        assertThat(outcome.get("meanScore").asDouble()).isBetween(0.4, 1.0);
        assertThat(outcome.get("scoreByLayer")).hasSize(4);
        assertThat(outcome.get("seconds").fieldNames())
                .toIterable()
                .containsExactly("start", "record", "explain", "simulate", "score");
        assertThat(said())
                .contains("activation-service ended with code 137")
                .contains("explainer-service ended with code 137")
                .contains("simulator-service ended with code 137")
                .contains("scorer-service ended with code 137");
        assertThat(stackFile()).as("the list of what runs").doesNotExist();
    }

    private Process startDemo(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dganglion.root=" + checkout,
                "-Dlog4j2.configurationFile=classpath:dev/ganglion/cli/log4j2.properties",
                "-cp",
                checkout.resolve("infra/cli/target/classes") + File.pathSeparator
                        + checkout.resolve("infra/cli/target/lib") + "/*",
                Ganglion.class.getName(),
                "demo"));
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectOutput(checkout.resolve("out").toFile())
                .redirectError(checkout.resolve("err").toFile())
                .start();
    }

    /** Waits until so many neurons are recorded in the results, then kills the service with SIGKILL. */
    private void killOnce(String service, String when, int recorded) {
        await(when)
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    assertThat(demo.isAlive())
                            .as("the demo ended early; it says: %s", said())
                            .isTrue();
                    return Files.exists(stackFile()) && recordedNeurons() >= recorded;
                });
        ProcessHandle.of(process(service).get("pid").asLong()).orElseThrow().destroyForcibly();
    }

    private JsonNode process(String service) {
        for (JsonNode process : stack().get("processes")) {
            if (process.get("title").asText().equals(service)) {
                return process;
            }
        }
        throw new AssertionError("no " + service + " in " + stack());
    }

    private JsonNode stack() {
        try {
            return MAPPER.readTree(stackFile().toFile());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private long recordedNeurons() throws InterruptedException {
        try {
            return new Results(stack().get("viewer").asText()).counts().activations();
        } catch (IOException e) {
            return 0;
        }
    }

    private Path stackFile() {
        return checkout.resolve(".ganglion/stack.json");
    }

    private String said() throws IOException {
        return Files.readString(checkout.resolve("err"));
    }
}
