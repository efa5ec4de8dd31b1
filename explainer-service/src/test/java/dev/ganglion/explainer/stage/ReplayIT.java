package dev.ganglion.explainer.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ganglion.delivery.EventTopic;
import dev.ganglion.delivery.PackagedService;
import dev.ganglion.delivery.TopicClient;
import dev.ganglion.events.DeadLetterDecision;
import dev.ganglion.events.DeadLetterHeaders;
import dev.ganglion.events.EventCodec;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.Topics;
import dev.ganglion.explainer.Neurons;
import dev.ganglion.llm.scripted.Reply;
import dev.ganglion.llm.scripted.ScriptedModelServer;
import dev.ganglion.local.LocalDatabase;
import dev.ganglion.local.SharedServers;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays of the service as it is deployed, asking a language model over a socket. */
@Tag("slow")
class ReplayIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int SLOTS = 4;

    @TempDir
    private Path directory;

    private String bootstrapServers;
    private LocalDatabase database;
    private TopicClient topics;
    private ScriptedModelServer server;

    @BeforeEach
    void connect() {
        bootstrapServers = SharedServers.bootstrapServers(Topics.all());
        database = SharedServers.newDatabase();
        topics = new TopicClient(bootstrapServers);
        server = ScriptedModelServer.start();
    }

    @AfterEach
    void disconnect() {
        server.close();
        topics.close();
    }

    private PackagedService run(String model, String... arguments) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "LLM_MODEL",
                model,
                "LLM_CONCURRENCY",
                Integer.toString(SLOTS),
                "LLM_LEASE",
                "6S",
                "LLM_TIMEOUT",
                "5S",
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
        return PackagedService.start(directory, environment, Map.of(), arguments);
    }

    private List<Explanation> explanations(int first, int last) {
        return topics.readAll(Topics.EXPLANATIONS).stream()
                .map(record -> EventTopic.EXPLANATIONS.codec().decode(record.value()))
                .filter(explanation -> first <= explanation.neuron().index()
                        && explanation.neuron().index() <= last)
                .toList();
    }

    @Test
    void killedAndStoppedItGoesOnWhereItWasAndLeavesTheLiveGroupAlone() throws Exception {
        // Given
        List<String> keys = IntStream.range(70_000, 70_024)
                .mapToObj(neuron -> "demo/1-mlp/" + neuron)
                .toList();
        IntStream.range(70_000, 70_030)
                .forEach(neuron -> topics.send(EventTopic.NEURON_ACTIVATIONS, Neurons.ofItsOwnWords(neuron)));
        server.script(call -> Reply.chat("genus and family").after(400));
        String[] command = {
            "replay", "--id", "replay.killed", "--recipe", "token-activation-pairs", "--neurons", String.join(",", keys)
        };

        // When
        PackagedService first = run("model-replayed", command);
        await().atMost(LONG).until(() -> server.count() > 2 * SLOTS || !first.isAlive());
        first.kill();
        PackagedService second = run("model-replayed", command);
        await().atMost(LONG).until(() -> server.count() > 4 * SLOTS || !second.isAlive());
        // Its last calls take so long that it is stopped in the midst of them.
        server.script(call -> Reply.chat("genus and family").after(4_000));
        String state = RestAssured.get(second.address() + "api/replay").asString();
        String recipe =
                RestAssured.get(second.address() + "api/recipe").jsonPath().getString("recipe.digest");
        second.terminate();
        int stopped = second.exitCode();
        server.script(call -> Reply.chat("genus and family"));
        PackagedService third = run("model-replayed", "replay", "--id", "replay.killed");
        int ended = third.exitCode();

        // Then
        assertThat(state).contains("\"id\":\"replay.killed\"", "\"finished\":false", "\"problem\":null");
        assertThat(stopped).isNotZero();
        assertThat(ended).as(third.err()).isZero();
        assertThat(explanations(70_000, 70_030).stream().map(Explanation::id).distinct())
                .hasSize(24);
        // Those in flight when it was killed, and those whose answers were on their way to the ledger.
        assertThat(server.count()).isBetween(24, 24 + 2 * SLOTS);
        assertThat(topics.lag("replay.killed", Topics.NEURON_ACTIVATIONS)).isZero();
        assertThat(topics.committed(
                        "explainer.token-activation-pairs@" + recipe.substring(0, 8), Topics.NEURON_ACTIVATIONS, 0))
                .isEmpty();
    }

    @Test
    void deadLettersAreTriedAgainAndDecidedOnAndWhatFailsAgainIsALaterDeadLetter() throws Exception {
        // Given
        String explainer = "token-activation-pairs";
        String pinned = pinned(explainer);
        byte[] good = EventTopic.NEURON_ACTIVATIONS.codec().encode(Neurons.ofItsOwnWords(71_000));
        long passes = deadLetter("demo/1-mlp/71000", good, pinned);
        long fails = deadLetter("demo/1-mlp/71001", new byte[] {'{'}, pinned);
        long ofAnother = deadLetter("demo/1-mlp/71002", good, "terse@00000000");
        server.script(call -> Reply.chat("genus and family"));

        // When
        PackagedService redrive =
                run("model-redriven", "replay", "--id", "replay.redriven", "--recipe", explainer, "--dead-letters");
        int ended = redrive.exitCode();

        // Then
        assertThat(ended).as(redrive.out()).isZero();
        assertThat(explanations(71_000, 71_002)).hasSize(1);
        assertThat(decided()).contains(passes, fails).doesNotContain(ofAnother);
        List<ConsumerRecord<byte[], byte[]>> later = topics.readAll(Topics.EXPLAINER_DLQ).stream()
                .filter(record -> "replay.redriven".equals(TopicClient.header(record, DeadLetterHeaders.GROUP)))
                .toList();
        assertThat(later).hasSize(1);
        assertThat(new String(later.get(0).key())).isEqualTo("demo/1-mlp/71001");
        assertThat(TopicClient.header(later.get(0), DeadLetterHeaders.TOPIC)).isEqualTo(Topics.EXPLAINER_DLQ);
    }

    @Test
    void whatTheServerRefusedIsAskedOnceMoreWhenItIsRedriven() throws Exception {
        // Given
        topics.send(EventTopic.NEURON_ACTIVATIONS, Neurons.ofItsOwnWords(73_000));
        String[] chosen = {"replay", "--recipe", "token-activation-pairs", "--neurons", "demo/1-mlp/73000", "--id"};
        server.script(call -> Reply.problem(400, "content_filter", "not this"));
        int first = run("model-refuses", with(chosen, "replay.refused")).exitCode();
        int refusedOnce = server.count();

        // When
        server.script(call -> Reply.chat("genus and family"));
        int again = run("model-refuses", with(chosen, "replay.refused-again")).exitCode();
        int remembered = server.count();
        int redriven = run(
                        "model-refuses",
                        "replay",
                        "--recipe",
                        "token-activation-pairs",
                        "--dead-letters",
                        "--key",
                        "demo/1-mlp/73000",
                        "--id",
                        "replay.refused-redriven")
                .exitCode();

        // Then
        assertThat(List.of(first, again, redriven)).containsOnly(0);
        assertThat(refusedOnce).isEqualTo(1);
        assertThat(remembered).isEqualTo(1);
        assertThat(server.count()).isEqualTo(2);
        assertThat(explanations(73_000, 73_001).stream().map(Explanation::id).distinct())
                .hasSize(1);
    }

    private static String[] with(String[] arguments, String id) {
        return Stream.concat(Stream.of(arguments), Stream.of(id)).toArray(String[]::new);
    }

    private String pinned(String recipe) throws InterruptedException {
        PackagedService asked = run("model-redriven", "replay", "--recipe", recipe, "--dry-run");
        assertThat(asked.exitCode()).as(asked.err()).isZero();
        return asked.out().replaceAll("(?s).*\"recipe\":\"([^\"]+)\".*", "$1");
    }

    /** Returns its place, partition and offset in one number. */
    private long deadLetter(String key, byte[] value, String recipe) {
        return place(topics.send(
                Topics.EXPLAINER_DLQ,
                key,
                value,
                Map.of(
                        DeadLetterHeaders.RECIPE,
                        recipe,
                        DeadLetterHeaders.REASON,
                        "the server refused",
                        DeadLetterHeaders.GROUP,
                        "explainer." + recipe)));
    }

    private static long place(RecordMetadata sent) {
        return sent.partition() * 1_000_000L + sent.offset();
    }

    private List<Long> decided() {
        EventCodec<DeadLetterDecision> codec = EventCodec.of(DeadLetterDecision.class);
        return topics.readAll(Topics.DEAD_LETTER_DECISIONS).stream()
                .filter(record ->
                        "replay.redriven".equals(codec.decode(record.value()).replay()))
                .map(record -> new String(record.key()).split("/"))
                .map(parts -> Long.parseLong(parts[1]) * 1_000_000L + Long.parseLong(parts[2]))
                .toList();
    }
}
