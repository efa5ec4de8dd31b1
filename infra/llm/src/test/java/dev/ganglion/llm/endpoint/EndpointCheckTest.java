package dev.ganglion.llm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.llm.endpoint.EndpointReport.Finding;
import dev.ganglion.llm.model.Capability;
import dev.ganglion.llm.scripted.Reply;
import dev.ganglion.llm.scripted.ScriptedModelServer;
import dev.ganglion.llm.scripted.ScriptedModelServer.Call;
import dev.ganglion.local.Ports;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointCheckTest {

    private final ScriptedModelServer server = ScriptedModelServer.start();
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        server.close();
    }

    @Test
    void aServerForChatsHasNoCompletions() {
        // Given
        server.script(call -> switch (call.path()) {
            case "models" -> Reply.models("tiny", "huge");
            case "chat/completions" -> chat(call);
            default -> Reply.problem(404, "not_found", "This is a chat model");
        });

        // When
        EndpointReport report = check();

        // Then
        assertThat(report.problem()).isNull();
        assertThat(report.has(Capability.CHAT)).isTrue();
        assertThat(report.has(Capability.OUTPUT_LOGPROBS)).isTrue();
        assertThat(report.topLogprobs()).isEqualTo(20);
        assertThat(report.has(Capability.COMPLETIONS)).isFalse();
        assertThat(report.findings().get(Capability.COMPLETIONS).detail()).contains("This is a chat model");
        assertThat(report.contextLength()).isNull();
        assertThat(server.count()).isEqualTo(2);
    }

    @Test
    void aServerThatEchoesGivesLogprobsOfThePrompt() {
        // Given
        server.script(call -> switch (call.path()) {
            case "models" -> Reply.raw(200, "{\"data\": [{\"id\": \"tiny\", \"max_model_len\": 8192}]}");
            case "chat/completions" -> chat(call);
            default -> echo(call);
        });

        // When
        EndpointReport report = check();

        // Then
        assertThat(report.findings())
                .allSatisfy((capability, finding) -> assertThat(finding.able()).isTrue());
        assertThat(report.findings()).hasSize(Capability.values().length);
        assertThat(report.promptTopLogprobs()).isEqualTo(20);
        assertThat(report.contextLength()).isEqualTo(8192);
    }

    @Test
    void aServerThatGivesFewerAlternativesIsAskedForFewer() {
        // Given
        server.script(call -> switch (call.path()) {
            case "models" -> Reply.problem(404, "not_found", "no such path");
            case "chat/completions" ->
                call.body().path("top_logprobs").asInt() > 5 ? Reply.problem(400, "too_many", "at most 5") : chat(call);
            default -> call.body().path("logprobs").asInt() > 5 ? Reply.problem(400, "x", "at most 5") : echo(call);
        });

        // When
        EndpointReport report = check();

        // Then
        assertThat(report.topLogprobs()).isEqualTo(5);
        assertThat(report.promptTopLogprobs()).isEqualTo(5);
        assertThat(server.count()).isEqualTo(4);
    }

    @Test
    void aServerWithoutLogprobsStillAnswers() {
        // Given
        server.script(call -> switch (call.path()) {
            case "models" -> Reply.models("tiny");
            case "chat/completions" ->
                call.body().has("logprobs")
                        ? Reply.problem(400, "unsupported_value", "no logprobs")
                        : Reply.chat("one");
            default -> Reply.completion("four five", "stop", List.of(), 4);
        });

        // When
        EndpointReport report = check();

        // Then
        assertThat(report.problem()).isNull();
        assertThat(report.findings().get(Capability.CHAT)).isEqualTo(new Finding(true, "it answers"));
        assertThat(report.has(Capability.OUTPUT_LOGPROBS)).isFalse();
        assertThat(report.has(Capability.COMPLETIONS)).isTrue();
        assertThat(report.findings().get(Capability.ECHO))
                .isEqualTo(new Finding(false, "it does not repeat the prompt"));
        assertThat(report.findings().get(Capability.PROMPT_LOGPROBS).detail()).contains("does not repeat the prompt");
        assertThat(server.count()).isEqualTo(4);
    }

    @Test
    void logprobsThatAreNoneAreNotACapability() {
        // Given
        server.script(call -> call.path().equals("chat/completions")
                ? Reply.chat("a", "stop", List.of(new Reply.Token("a", Map.of("a", 3.5))), 1, 1)
                : Reply.problem(404, "x", "x"));

        // When
        EndpointReport report = check();

        // Then
        assertThat(report.findings().get(Capability.OUTPUT_LOGPROBS).able()).isFalse();
        assertThat(report.findings().get(Capability.OUTPUT_LOGPROBS).detail()).contains("above 0");
        assertThat(report.topLogprobs()).isZero();
    }

    @Test
    void aKeyThatIsNotAcceptedIsTheProblem() {
        // Given
        server.script(call -> Reply.problem(401, "invalid_api_key", "Incorrect API key provided: " + Rig.KEY));

        // When
        EndpointReport report = check();

        // Then
        assertThat(report.reachable()).isTrue();
        assertThat(report.problem()).contains("OPENAI_API_KEY is not accepted").doesNotContain(Rig.KEY);
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void aModelThatIsNotThereIsTheProblem() {
        // Given
        server.script(call -> call.path().equals("models")
                ? Reply.models("small", "large")
                : Reply.problem(404, "model_not_found", "The model `tiny` does not exist"));

        // When
        EndpointReport report = check();

        // Then
        assertThat(report.problem()).contains("does not know the model tiny").endsWith("it has small, large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>hello</html>", "\"fine\"", "{\"ok\": true}"})
    void aServerThatIsNoApiIsTheProblem(String body) {
        // Given
        server.script(call -> Reply.raw(200, body));

        // When
        EndpointReport report = check();

        // Then
        assertThat(report.reachable()).isTrue();
        assertThat(report.problem()).contains("check OPENAI_BASE_URL");
    }

    @Test
    void nobodyThereIsTheProblem() throws Exception {
        // Given
        String nobody = "http://127.0.0.1:" + Ports.free() + "/v1";

        // When
        EndpointReport report = check(nobody);

        // Then
        assertThat(report.reachable()).isFalse();
        assertThat(report.problem())
                .contains(nobody + " cannot be connected to")
                .contains("check OPENAI_BASE_URL");
    }

    @Test
    void aServerThatSaysNothingIsNotWaitedForLong() {
        // Given
        server.script(call -> Reply.chat("late").after(60_000));
        long begin = System.nanoTime();

        // When
        EndpointReport report = check();

        // Then
        assertThat(report.problem()).contains("gave no answer within");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    }

    private EndpointReport check() {
        return check(server.baseUrl());
    }

    private EndpointReport check(String baseUrl) {
        EndpointSettings settings = EndpointSettings.of(baseUrl, Optional.of(Rig.KEY), Rig.concurrency(4));
        try (Transport transport = new VertxTransport(vertx, settings)) {
            return EndpointCheck.of(settings, Requests.MODEL, transport, Duration.ofMillis(1500))
                    .await()
                    .atMost(Duration.ofSeconds(15));
        }
    }

    private static Reply chat(Call call) {
        int top = call.body().path("top_logprobs").asInt();
        return Reply.chat("one two", "stop", List.of(token("one", top), token(" two", top)), 10, 2);
    }

    private static Reply echo(Call call) {
        int top = call.body().path("logprobs").asInt();
        List<Reply.Token> tokens = new ArrayList<>();
        String text = call.prompt() + " five";
        for (String word : text.split("(?= )")) {
            tokens.add(token(word, top));
        }
        return Reply.completion(text, "length", tokens, 4);
    }

    private static Reply.Token token(String text, int alternatives) {
        Map<String, Double> logprobs = new HashMap<>();
        for (int i = 0; i < alternatives; i++) {
            logprobs.put(text + i, -5.0 - i);
        }
        return new Reply.Token(text, logprobs);
    }
}
