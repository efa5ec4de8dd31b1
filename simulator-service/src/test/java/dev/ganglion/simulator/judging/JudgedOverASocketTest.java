package dev.ganglion.simulator.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ganglion.events.EventCodec;
import dev.ganglion.events.Judgements.JudgedExcerpt;
import dev.ganglion.events.Simulation;
import dev.ganglion.events.Simulation.FailedExcerpt;
import dev.ganglion.llm.scripted.Reply;
import dev.ganglion.llm.scripted.Reply.Token;
import dev.ganglion.llm.scripted.ScriptedModelServer;
import dev.ganglion.llm.scripted.ScriptedModelServer.Call;
import dev.ganglion.simulator.AskedModel;
import dev.ganglion.simulator.SimulatorRecipes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Judgements by a server that answers as the protocol has it. */
class JudgedOverASocketTest {

    private ScriptedModelServer server;

    @BeforeEach
    void start() {
        server = ScriptedModelServer.start().script(JudgedOverASocketTest::answer);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"detection", "fuzzing"})
    void theShippedRecipeJudgesANeuron(String recipe) {
        // When
        Simulation simulation = SimulatorRecipes.all(AskedModel.at(server))
                .select(recipe, Optional.empty())
                .implementation()
                .simulate(Neurons.neuron(20, 20))
                .await()
                .indefinitely()
                .get(0);

        // Then
        assertThat(server.count()).isEqualTo(8);
        assertThat(simulation.failures()).isEmpty();
        assertThat(simulation.judgements().excerpts()).hasSize(40).allSatisfy(judged -> {
            assertThat(judged.judged()).isEqualTo(judged.fires());
            assertThat(judged.probability()).isNull();
        });
        assertThat(server.calls().get(0).body().path("temperature").asDouble()).isZero();
        assertThat(server.calls().get(0).body().has("logprobs")).isFalse();
        assertThat(EventCodec.of(Simulation.class)
                        .decode(EventCodec.of(Simulation.class).encode(simulation)))
                .isEqualTo(simulation);
    }

    @Test
    void probabilitiesComeFromTheDigitsThatWereWritten() {
        // When
        Simulation simulation = judge(Neurons.parameters(5, true));

        // Then
        JsonNode body = server.calls().get(0).body();
        assertThat(body.path("logprobs").asBoolean()).isTrue();
        assertThat(body.path("top_logprobs").asInt()).isEqualTo(5);
        assertThat(simulation.judgements().excerpts()).hasSize(40).allSatisfy(judged -> assertThat(judged.probability())
                .isCloseTo(judged.fires() ? 0.9 : 0.1, within(1e-9)));
    }

    @Test
    void anAnswerThatCannotBeReadIsAskedForAgain() {
        // Given
        server.next(Reply.chat("Certainly! [1"), Reply.chat("[1, 0]"));

        // When
        Simulation simulation = judge(Neurons.parameters(5, false));

        // Then: two questions, or one of them twice, had to be asked again
        assertThat(server.count()).isGreaterThan(8);
        assertThat(simulation.judgements().excerpts())
                .hasSize(40 - simulation.failures().size());
    }

    @Test
    void whatIsNeverAnsweredInTheFormatIsAFailureAndInNoNumber() {
        // Given
        server.script(call -> call.prompt().contains(" 2-4.1") ? Reply.chat("[1, 1, 1, 1]") : answer(call));

        // When
        Simulation simulation = judge(Neurons.parameters(5, false));

        // Then
        assertThat(server.count()).isEqualTo(8 + 1);
        assertThat(simulation.failures())
                .hasSize(5)
                .extracting(FailedExcerpt::reason)
                .containsOnly("the answer has 4 values, not 5");
        assertThat(simulation.judgements().excerpts())
                .hasSize(35)
                .extracting(JudgedExcerpt::id)
                .doesNotContain("2/4");
    }

    private Simulation judge(JudgingParameters parameters) {
        return Judging.detection(AskedModel.at(server))
                .create(Neurons.JUDGE, parameters)
                .simulate(Neurons.neuron(20, 20))
                .await()
                .indefinitely()
                .get(0);
    }

    /** Knows that what holds the word fires, and is 90 % sure. */
    private static Reply answer(Call call) {
        StringBuilder text = new StringBuilder();
        List<Token> tokens = new ArrayList<>();
        call.prompt().lines().filter(line -> line.matches("\\d+\\. .*")).forEach(line -> {
            String before = tokens.isEmpty() ? "[" : ", ";
            String digit = line.contains(" genus") ? "1" : "0";
            text.append(before).append(digit);
            tokens.add(new Token(before, Map.of(before, 0.0)));
            tokens.add(new Token(
                    digit,
                    Map.of(digit, Math.log(0.81), digit.equals("1") ? "0" : "1", Math.log(0.09), " maybe", -3.0)));
        });
        tokens.add(new Token("]", Map.of("]", 0.0)));
        return call.body().has("logprobs")
                ? Reply.chat(text + "]", "stop", tokens, 100, tokens.size())
                : Reply.chat(text + "]");
    }
}
