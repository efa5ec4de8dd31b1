package dev.ganglion.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.cli.results.Results;
import dev.ganglion.llm.scripted.ScriptedModelServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The built programs, all of them, as a newcomer runs them; with a language model, which is a scripted server on a real
 * socket, for a few neurons.
 */
class DemoIT {

    /** Of the first of the four layers. */
    private static final int NEURONS = 768;

    private static final int IN_WORDS = 6;
    private static final String KEY = "sk-of-the-test-0123456789";
    private static final List<String> RESULTS = List.of("activations", "explanations", "simulations", "scores");
    private static final JsonMapper MAPPER = new JsonMapper();

    @TempDir
    Path checkout;

    private ScriptedModelServer server;
    private DemoProcess demo;

    @BeforeEach
    void startTheServer() {
        server = ScriptedModelServer.start().script(new PlayedModel());
    }

    @AfterEach
    void stopTheDemo() {
        if (demo != null) {
            demo.close();
        }
        server.close();
    }

    @Test
    void everyNeuronIsScoredOnceThoughAServiceIsKilledAndAFewAreExplainedInWordsWithinTheBudget() throws Exception {
        // Given
        demo = DemoProcess.start(
                checkout,
                Map.of(
                        "OPENAI_BASE_URL",
                        server.baseUrl(),
                        "OPENAI_API_KEY",
                        KEY,
                        "LLM_MODEL",
                        PlayedModel.NAME,
                        "OMP_NUM_THREADS",
                        "1"),
                "--layers 0 --llm --neurons 6 --budget 1 --yes --exit --json".split(" "));

        // When: the others are killed in the fault suite
        killOnce("scorer-service", "in the middle of scoring", 250);
        boolean ended = demo.ends(8);

        // Then
        assertThat(ended)
                .as("the demo ends by itself; it says: %s", demo.said())
                .isTrue();
        assertThat(demo.exitValue()).as(demo.said()).isZero();
        JsonNode outcome = demo.outcome();
        assertThat(outcome.get("neurons").asInt()).isEqualTo(NEURONS);
        assertThat(RESULTS)
                .allSatisfy(result ->
                        assertThat(outcome.get(result).asInt()).as(result).isEqualTo(NEURONS));
        assertThat(outcome.get("deadLetters").asInt()).isZero();
        assertThat(outcome.get("meanScore").asDouble()).isBetween(0.4, 1.0);
        assertThat(outcome.get("scoreByLayer")).hasSize(1);
        assertThat(outcome.get("seconds").fieldNames())
                .toIterable()
                .contains("start", "record", "explain", "simulate", "score");
        assertThat(demo.said()).contains("scorer-service ended with code 137");
        assertThat(demo.stackFile()).as("the list of what runs").doesNotExist();
        assertThat(demo.said()).contains("at most").doesNotContain(KEY);
        inWords(outcome.get("llm"));
    }

    private void inWords(JsonNode llm) {
        for (String result : List.of("neurons", "explanations", "simulations", "scores")) {
            assertThat(llm.get(result).asInt()).as(result).isEqualTo(IN_WORDS);
        }
        assertThat(llm.get("deadLetters").asInt()).isZero();
        assertThat(llm.get("meanScore").isNumber()).as(llm.toString()).isTrue();
        assertThat(llm.get("dollars").asDouble()).isPositive().isLessThanOrEqualTo(1);
        assertThat(llm.get("budgetSpent").asBoolean()).isFalse();
        assertThat(llm.get("simulator").asText()).startsWith("prompt-logprobs@");
        assertThat(llm.get("calls").asLong())
                .as("an explanation for each neuron, and a few looks at the server, by its own count")
                .isBetween((long) 2 * IN_WORDS, (long) server.count());
    }

    /** Waits until so many neurons are recorded in the results, then kills the service with SIGKILL. */
    private void killOnce(String service, String when, int recorded) {
        await(when)
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    assertThat(demo.isAlive())
                            .as("the demo ended early; it says: %s", demo.said())
                            .isTrue();
                    return Files.exists(demo.stackFile()) && recordedNeurons() >= recorded;
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
            return MAPPER.readTree(demo.stackFile().toFile());
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
}
