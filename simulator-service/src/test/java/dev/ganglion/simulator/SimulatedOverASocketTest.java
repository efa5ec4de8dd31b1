package dev.ganglion.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.Simulation;
import dev.ganglion.events.Simulation.FailedExcerpt;
import dev.ganglion.events.Split;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.prompt.ShownToken;
import dev.ganglion.llm.scripted.Reply;
import dev.ganglion.llm.scripted.ScriptedModelServer;
import dev.ganglion.simulator.Tokenizer.Spelling;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A neuron of GPT-2 XL, simulated by a server that answers as the protocol has it. */
class SimulatedOverASocketTest {

    private static final FaithfulModel FAITHFUL = new FaithfulModel(new Tokenizer(5, 6, Spelling.BYTES));

    private ScriptedModelServer server;
    private Explanation explanation;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedModelServer.start().script(FAITHFUL);
        explanation = explanation();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"prompt-logprobs, 4, 0", "output-logprobs, 4, 0", "json, 4, 0", "one-at-a-time, 252, 1"})
    void itsSimulationIsWhatTheServerBelieves(String recipe, int calls, int from) {
        // When
        Simulation simulation = simulate(recipe);

        // Then
        assertThat(server.count()).isEqualTo(calls);
        assertThat(simulation.failures()).isEmpty();
        assertThat(simulation.excerpts()).hasSize(4).zipSatisfy(explanation.heldOut(), (simulated, excerpt) -> {
            assertThat(simulated.actual()).isEqualTo(excerpt.activations());
            for (int i = from; i < excerpt.tokens().size(); i++) {
                assertThat((double) simulated.simulated().get(i))
                        .isCloseTo(
                                Planted.expected(
                                        i, ShownToken.of(excerpt.tokens().get(i))),
                                within(1e-3));
            }
        });
    }

    @Test
    void anAnswerThatCannotBeReadIsAskedForAgain() {
        // Given
        server.next(Reply.chat("Sure!"), Reply.chat(""));

        // When
        Simulation simulation = simulate("json");

        // Then
        assertThat(server.count()).isEqualTo(6);
        assertThat(simulation.failures()).isEmpty();
        assertThat(simulation.excerpts()).hasSize(4);
    }

    @Test
    void anExcerptWhoseAnswersCannotBeReadIsAFailureAndNoZero() {
        // Given
        String last = explanation.heldOut().get(3).tokens().get(5);
        server.script(call -> call.prompt().contains("\"" + ShownToken.of(last) + "\"")
                        && call.prompt().contains(first(explanation.heldOut().get(3)))
                ? Reply.chat("{\"activations\": [[\"x\", NaN]]}")
                : FAITHFUL.apply(call));

        // When
        Simulation simulation = simulate("json");

        // Then
        assertThat(server.count()).isEqualTo(6);
        assertThat(simulation.excerpts()).hasSize(3);
        assertThat(simulation.failures())
                .containsExactly(new FailedExcerpt(
                        "4/3", ExcerptSet.RANDOM, Split.VALID, "the answer is not JSON, and nothing but JSON"));
    }

    @Test
    void aServerWithoutLogprobsSimulatesNothing() {
        // Given
        server.script(call -> Reply.completion(call.prompt(), "length", List.of(), 10));

        // When, Then
        assertThatThrownBy(() -> simulate("prompt-logprobs"))
                .isInstanceOf(FormatFailureException.class)
                .hasMessageEndingWith("could be simulated; excerpt 4/2: the server reports no logprobs");
        assertThat(server.count()).isEqualTo(4);
    }

    private static String first(Excerpt excerpt) {
        return "[\"" + ShownToken.of(excerpt.tokens().get(0)) + "\",\""
                + ShownToken.of(excerpt.tokens().get(1)) + "\"";
    }

    private Simulation simulate(String recipe) {
        return SimulatorRecipes.all(AskedModel.at(server))
                .select(recipe, Optional.empty())
                .implementation()
                .simulate(explanation)
                .await()
                .indefinitely()
                .get(0);
    }

    private static Explanation explanation() throws IOException {
        JsonNode neuron =
                new JsonMapper().readTree(SimulatedOverASocketTest.class.getResourceAsStream("/gpt2-xl-0-816.json"));
        List<Excerpt> excerpts = new ArrayList<>();
        for (JsonNode excerpt : neuron.path("excerpts")) {
            List<String> tokens = new ArrayList<>();
            excerpt.path("tokens").forEach(token -> tokens.add(token.textValue()));
            float[] activations = new float[tokens.size()];
            for (int i = 0; i < activations.length; i++) {
                activations[i] = excerpt.path("activations").path(i).floatValue();
            }
            int ordinal = excerpts.size();
            excerpts.add(Explanations.excerpt(
                    ordinal,
                    ordinal % 2 == 0 ? ExcerptSet.TOP : ExcerptSet.RANDOM,
                    ordinal < 2 ? Split.CALIBRATION : Split.VALID,
                    tokens,
                    activations));
        }
        return Explanations.words(excerpts);
    }
}
