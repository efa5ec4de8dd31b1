package dev.ganglion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ganglion.llm.scripted.Reply;
import dev.ganglion.llm.scripted.ScriptedModelServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built programs with a language model, which is a scripted server on a real socket. */
class DemoLlmIT {

    private static final int NEURONS = 6;
    private static final String KEY = "sk-of-the-test-0123456789";

    @TempDir
    Path checkout;

    private ScriptedModelServer server;

    @BeforeEach
    void startTheServer() {
        server = ScriptedModelServer.start().script(new PlayedModel());
    }

    @AfterEach
    void stopTheServer() {
        server.close();
    }

    private DemoProcess demo(String... options) throws Exception {
        return DemoProcess.start(
                checkout,
                Map.of("OPENAI_BASE_URL", server.baseUrl(), "OPENAI_API_KEY", KEY, "LLM_MODEL", PlayedModel.NAME),
                options);
    }

    @Test
    void asManyNeuronsAsAreAskedForAreExplainedSimulatedAndScoredWithinTheBudget() throws Exception {
        // When
        String[] options = "--llm --neurons 6 --budget 1 --yes --exit --json".split(" ");
        try (DemoProcess demo = demo(options)) {
            boolean ended = demo.ends(8);

            // Then
            assertThat(ended)
                    .as("the demo ends by itself; it says: %s", demo.said())
                    .isTrue();
            assertThat(demo.exitValue()).as(demo.said()).isZero();
            JsonNode outcome = demo.outcome();
            assertThat(outcome.get("scores").asInt()).as("of the baseline").isEqualTo(3072);
            JsonNode llm = outcome.get("llm");
            assertThat(llm.get("neurons").asInt()).isEqualTo(NEURONS);
            assertThat(llm.get("explanations").asInt()).isEqualTo(NEURONS);
            assertThat(llm.get("simulations").asInt()).isEqualTo(NEURONS);
            assertThat(llm.get("scores").asInt()).isEqualTo(NEURONS);
            assertThat(llm.get("deadLetters").asInt()).isZero();
            assertThat(llm.get("meanScore").isNumber()).as(llm.toString()).isTrue();
            assertThat(llm.get("dollars").asDouble()).isPositive().isLessThanOrEqualTo(1);
            assertThat(llm.get("budgetSpent").asBoolean()).isFalse();
            assertThat(llm.get("simulator").asText()).startsWith("prompt-logprobs@");
            assertThat(llm.get("calls").asLong())
                    .as("an explanation for each neuron, and a few looks at the server, by its own count")
                    .isBetween((long) 2 * NEURONS, (long) server.count());
            assertThat(demo.said()).contains("at most").doesNotContain(KEY);
            assertThat(demo.stackFile()).doesNotExist();
        }
    }

    @Test
    void withoutATerminalAndWithoutYesNothingIsAskedAndNothingStarted() throws Exception {
        // When
        try (DemoProcess demo = demo("--llm", "--exit", "--json")) {
            demo.ends(1);

            // Then
            assertThat(demo.exitValue()).isEqualTo(2);
            assertThat(demo.said().lines()).hasSize(1).first().asString().contains("--yes");
            assertThat(server.count()).isZero();
        }
    }

    @Test
    void aKeyThatTheServerRefusesIsOneSentenceBeforeAnythingIsStarted() throws Exception {
        // Given
        server.script(call -> Reply.problem(401, "invalid_api_key", "Incorrect API key provided"));

        // When
        try (DemoProcess demo = demo("--llm", "--yes", "--exit", "--json")) {
            demo.ends(2);

            // Then
            assertThat(demo.exitValue()).as(demo.said()).isEqualTo(2);
            assertThat(demo.said().lines().filter(line -> line.startsWith("ganglion: ")))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("OPENAI_API_KEY");
            assertThat(demo.said()).doesNotContain(KEY).doesNotContain("Starting a broker");
        }
    }
}
