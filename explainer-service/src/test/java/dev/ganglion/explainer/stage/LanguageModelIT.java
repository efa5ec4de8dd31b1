package dev.ganglion.explainer.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ganglion.delivery.EventTopic;
import dev.ganglion.delivery.PackagedService;
import dev.ganglion.delivery.TopicClient;
import dev.ganglion.events.DeadLetterHeaders;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.Topics;
import dev.ganglion.explainer.Neurons;
import dev.ganglion.llm.scripted.Reply;
import dev.ganglion.llm.scripted.ScriptedModelServer;
import dev.ganglion.local.LocalDatabase;
import dev.ganglion.local.SharedServers;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The service as it is deployed, asking a language model over a socket. Each test has a model and neurons of its own: the
 * model's name is in the recipe's digest, and so in the consumer group.
 */
@Tag("slow")
class LanguageModelIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String RECIPE = "token-activation-pairs";
    private static final int SLOTS = 8;
    private static final AtomicInteger NEXT_NEURON = new AtomicInteger();

    private static String bootstrapServers;
    private static LocalDatabase database;
    private static TopicClient topics;

    @TempDir
    private Path directory;

    private ScriptedModelServer server;
    private String model;
    private List<Integer> neurons;

    @BeforeAll
    static void connect() {
        bootstrapServers = SharedServers.bootstrapServers(Topics.all());
        database = SharedServers.newDatabase();
        topics = new TopicClient(bootstrapServers);
    }

    @AfterAll
    static void disconnect() {
        topics.close();
    }

    @BeforeEach
    void startServer() {
        server = ScriptedModelServer.start();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"token-activation-pairs", "token-space", "highlighted"})
    void everyRecipeExplainsInWords(String recipe) {
        // Given
        given("model-of-" + recipe, 5);
        server.script(call -> Reply.chat(
                recipe.equals("highlighted") ? "EXPLANATION: words of family and genus" : "words of family and genus"));

        // When
        try (PackagedService service = start(Map.of("EXPLAINER_RECIPE", recipe))) {
            awaitAllExplained(service);
        }

        // Then
        assertThat(explanations()).hasSize(5).allSatisfy(explanation -> {
            assertThat(explanation.recipe().name()).isEqualTo(recipe);
            assertThat(explanation.text()).contains("words of family and genus");
        });
        assertThat(server.count()).isEqualTo(5);
    }

    @Test
    void killedWithCallsInFlightItRepeatsNoMoreThanThose() throws InterruptedException {
        // Given
        given("model-kill", 30);
        server.script(call -> Reply.chat("genus and family").after(700));
        PackagedService first = start(Map.of());
        await().atMost(LONG).until(() -> server.open() == SLOTS && server.count() > SLOTS);

        // When
        first.kill();
        try (PackagedService second = start(Map.of())) {
            awaitAllExplained(second);
        }

        // Then
        // Those in flight, and those whose answers were on their way to the ledger: at most the records in work.
        assertThat(server.count()).isBetween(30, 30 + 2 * SLOTS);
        assertThat(explanations().stream().map(Explanation::id).distinct()).hasSize(30);
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void goingThroughAFinishedTopicAgainAsksNothing() throws Exception {
        // Given
        given("model-again", 20);
        server.script(call -> Reply.chat("genus and family"));
        String group;
        try (PackagedService service = start(Map.of())) {
            awaitAllExplained(service);
            group = RestAssured.get(service.address() + "api/recipe").jsonPath().getString("group");
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.deleteConsumerGroups(Set.of(group)).all().get();
        }
        int asked = server.count();

        // When
        try (PackagedService service = start(Map.of())) {
            await().atMost(LONG).until(() -> explanations().size() >= 40 || !service.isAlive());
        }

        // Then
        assertThat(asked).isEqualTo(20);
        assertThat(server.count()).isEqualTo(20);
        assertThat(explanations().stream().map(Explanation::id).distinct()).hasSize(20);
    }

    @Test
    void whateverMayPassIsTriedAgainAndNothingElseIsPutAside() {
        // Given
        given("model-faults", 20);
        server.script(call -> Reply.chat("genus and family"));
        server.next(
                Reply.problem(429, "rate_limit_exceeded", "slower").with("Retry-After", "1"),
                Reply.problem(500, "server_error", "oops"),
                Reply.raw(502, "<html>bad gateway</html>"),
                Reply.chat("genus and family").cut(40),
                Reply.chat("genus and family").after(8_000),
                Reply.chat(""),
                Reply.chat("genus and", "length", List.of(), 100, 60),
                Reply.chat("", "content_filter", List.of(), 100, 0),
                Reply.problem(401, "invalid_api_key", "no"),
                Reply.problem(404, "model_not_found", "no such model"));

        // When
        try (PackagedService service = start(Map.of("LLM_TIMEOUT", "3S"))) {
            awaitAllExplained(service);
        }

        // Then
        assertThat(explanations().stream().map(Explanation::id).distinct()).hasSize(20);
        assertThat(deadLetters()).isEmpty();
        assertThat(server.count()).isEqualTo(30);
    }

    @Test
    void whatTheServerWillNeverAnswerIsADeadLetterWithTheReason() {
        // Given
        given("model-refuses", 5);
        server.script(call -> Reply.chat("genus and family"));
        server.next(Reply.problem(400, "content_policy_violation", "this content is not allowed"));

        // When
        try (PackagedService service = start(Map.of())) {
            await().atMost(LONG).until(() -> explained() == 4 && deadLetters().size() == 1 || !service.isAlive());
        }

        // Then
        assertThat(TopicClient.header(deadLetters().get(0), DeadLetterHeaders.REASON))
                .contains("this content is not allowed");
    }

    @Test
    void aProviderThatIsAwayOrRefusesEverythingIsWaitedFor() throws InterruptedException {
        // Given
        given("model-away", 10);
        int port = server.port();
        server.close();

        try (PackagedService service = start(Map.of())) {
            await().atMost(LONG).until(() -> service.isUp("ready"));
            Thread.sleep(2_000);
            int whileAway = explained();
            boolean alive = service.isUp("live") && service.isUp("ready");

            // When
            server = ScriptedModelServer.start(port)
                    .script(call -> Reply.problem(400, "context_length_exceeded", "at most 512 tokens"));
            await().atMost(LONG).until(() -> String.valueOf(RestAssured.get(service.address() + "api/llm")
                            .jsonPath()
                            .getString("reason"))
                    .contains("at most 512 tokens"));
            int whileRefusing = explained() + deadLetters().size();
            server.script(call -> Reply.chat("genus and family"));
            awaitAllExplained(service);

            // Then
            assertThat(whileAway).isZero();
            assertThat(whileRefusing).isZero();
            assertThat(alive).isTrue();
        }
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void aSpentBudgetStopsTheServiceUntilItIsRaised() throws IOException {
        // Given: 1,020 tokens a call at a dollar for a thousand, and money for some of them
        given("model-budget", 30);
        server.script(call -> Reply.chat("genus and family", "stop", List.of(), 1_000, 20));
        Path prices =
                Files.writeString(directory.resolve("prices.yaml"), "model-budget: {input: 1000, output: 1000}\n");

        try (PackagedService service = start(Map.of("LLM_BUDGET", "20", "LLM_PRICES", prices.toString()))) {
            await().atMost(LONG).until(() -> service.isUp("ready"));
            await().atMost(LONG).until(() -> String.valueOf(RestAssured.get(service.address() + "api/llm")
                            .jsonPath()
                            .getString("reason"))
                    .contains("budget"));
            int affordable = server.count();
            String recipe =
                    RestAssured.get(service.address() + "api/llm").jsonPath().getString("recipe");
            int whileSpent = explained();

            // When
            RestAssured.given()
                    .contentType("application/json")
                    .body("{\"dollars\": 100}")
                    .put(service.address() + "api/budgets/" + recipe)
                    .then()
                    .statusCode(200);
            awaitAllExplained(service);

            // Then
            assertThat(affordable).isPositive();
            assertThat(affordable * 1.020).isLessThanOrEqualTo(20);
            assertThat(whileSpent).isLessThan(30);
            assertThat(server.count()).isEqualTo(30);
            assertThat(RestAssured.get(service.address() + "api/costs")
                            .jsonPath()
                            .getDouble("recipes.find { it.recipe == '" + recipe + "' }.spent"))
                    .isEqualTo(30.6);
        }
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void aSecondReplicaTakesOverRecordsInWorkWithoutAskingTwice() {
        // Given
        given("model-replicas", 40);
        server.script(call -> Reply.chat("genus and family").after(1_500));

        // When
        try (PackagedService first = start(Map.of())) {
            await().atMost(LONG).until(() -> server.count() >= SLOTS);
            try (PackagedService second = start(Map.of())) {
                awaitAllExplained(second);
            }
            assertThat(first.isAlive()).isTrue();
        }

        // Then
        assertThat(server.count()).isEqualTo(40);
        assertThat(explanations().stream().map(Explanation::id).distinct()).hasSize(40);
    }

    private void given(String name, int count) {
        model = name;
        int from = NEXT_NEURON.getAndAdd(count);
        neurons = IntStream.range(from, from + count).boxed().toList();
        neurons.forEach(neuron -> topics.send(EventTopic.NEURON_ACTIVATIONS, Neurons.ofItsOwnWords(neuron)));
    }

    private PackagedService start(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "EXPLAINER_RECIPE",
                RECIPE,
                "EXPLAINER_NEURONS",
                neurons.stream().map(neuron -> "demo/1-mlp/" + neuron).collect(Collectors.joining(",")),
                "LLM_MODEL",
                model,
                "LLM_CONCURRENCY",
                Integer.toString(SLOTS),
                "LLM_TIMEOUT",
                "5S",
                "LLM_LEASE",
                "6S",
                "LLM_PROBE_INTERVAL",
                "1S",
                "OPENAI_BASE_URL",
                server.baseUrl(),
                "KAFKA_BOOTSTRAP_SERVERS",
                bootstrapServers));
        environment.putAll(Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                database.reactiveUrl(),
                "QUARKUS_DATASOURCE_JDBC_URL",
                database.jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME",
                "postgres",
                "QUARKUS_DATASOURCE_PASSWORD",
                ""));
        environment.putAll(more);
        return PackagedService.start(directory, environment, Map.of());
    }

    private void awaitAllExplained(PackagedService service) {
        await().atMost(LONG).until(() -> explained() == neurons.size() || !service.isAlive());
        assertThat(service.isAlive()).as(service::err).isTrue();
    }

    private int explained() {
        return (int) explanations().stream().map(Explanation::id).distinct().count();
    }

    private List<Explanation> explanations() {
        return topics.readAll(Topics.EXPLANATIONS).stream()
                .map(record -> EventTopic.EXPLANATIONS.codec().decode(record.value()))
                .filter(explanation -> neurons.contains(explanation.neuron().index()))
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return topics.readAll(Topics.EXPLAINER_DLQ).stream()
                .filter(record ->
                        neurons.stream().anyMatch(neuron -> new String(record.key()).equals("demo/1-mlp/" + neuron)))
                .toList();
    }
}
