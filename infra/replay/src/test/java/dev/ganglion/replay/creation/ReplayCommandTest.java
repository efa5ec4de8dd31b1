package dev.ganglion.replay.creation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import dev.ganglion.events.Topics;
import dev.ganglion.local.LocalDatabase;
import dev.ganglion.local.SharedServers;
import dev.ganglion.replay.plan.Bounds;
import dev.ganglion.replay.plan.Replay;
import dev.ganglion.replay.topic.ReplayedTopic;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a real broker and a real database; each test has a topic of its own. */
class ReplayCommandTest {

    private static final int PARTITIONS = 4;
    private static final int NEURONS = 40;

    private String played = "explainer";
    private volatile String asked;
    private static final JsonMapper MAPPER = new JsonMapper();

    private static String bootstrap;
    private static LocalDatabase database;

    private final String topic = "played-" + UUID.randomUUID();
    private final String id = "replay." + topic;
    private final Map<String, String> more = new HashMap<>();

    @BeforeAll
    static void connect() {
        bootstrap = SharedServers.bootstrapServers(Topics.all());
        database = SharedServers.newDatabase();
    }

    private record Ended(int code, Replay replay, String out, String err) {}

    private Ended replay(String... arguments) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "kafka.bootstrap.servers",
                bootstrap,
                "quarkus.datasource.jdbc.url",
                database.jdbcUrl(),
                "quarkus.datasource.username",
                "postgres"));
        settings.putAll(more);
        Config config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        ReplayCommand.Outcome outcome = ReplayCommand.run(
                new OneByteService(played, topic),
                config,
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                arguments);
        return new Ended(outcome.code(), outcome.replay(), out.toString(), err.toString());
    }

    /** Answers all questions for neurons alike, and notes what was asked. */
    private HttpServer results(int status, String answer) throws IOException {
        HttpServer results = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        results.createContext("/api/neuron-keys", exchange -> {
            asked = exchange.getRequestURI().getQuery();
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        results.start();
        more.put("results.url", "http://127.0.0.1:" + results.getAddress().getPort());
        return results;
    }

    private static String key(int neuron) {
        return "demo/" + neuron % 4 + "-mlp/" + neuron;
    }

    @BeforeEach
    void recordedNeurons() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
        record(NEURONS);
    }

    private void record(int neurons) throws Exception {
        record(neurons, OneByteService.ASKED_ABOUT);
    }

    private void record(int neurons, byte event) throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < neurons; i++) {
                producer.send(new ProducerRecord<>(topic, i % PARTITIONS, key(i), new byte[] {event}))
                        .get();
            }
        }
    }

    private Map<Integer, Long> committed(String group) throws InterruptedException {
        try (ReplayedTopic replayed = new ReplayedTopic(Map.of("bootstrap.servers", bootstrap), topic)) {
            return replayed.committed(group);
        }
    }

    @Test
    void aReplayFreezesTheTopicAsItIsAndItsGroupBeginsThere() throws Exception {
        // When
        Ended created = replay("--id", id, "--recipe", "terse", "--from", "0:3,2:7");
        record(4);

        // Then
        assertThat(created.code()).as(created.err()).isZero();
        assertThat(created.replay().recipe()).isEqualTo("terse@1a2b3c4d");
        assertThat(created.replay().bounds()).isEqualTo(new Bounds(Map.of(0, 3L, 2, 7L), Map.of(0, 10L, 2, 10L)));
        assertThat(committed(id)).isEqualTo(Map.of(0, 3L, 1, 10L, 2, 7L, 3, 10L));
    }

    @Test
    void whoJoinsGetsWhatIsFrozenAndMovesNothing() throws Exception {
        // Given
        Ended created = replay("--id", id, "--recipe", "terse", "--layers", "1");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.alterConsumerGroupOffsets(id, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(5)))
                    .all()
                    .get();
        }
        record(4);

        // When
        Ended joined = replay("--id", id);

        // Then
        assertThat(joined.code()).as(joined.err()).isZero();
        assertThat(joined.replay()).isEqualTo(created.replay());
        assertThat(committed(id)).containsEntry(0, 5L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--layers 2 | --layers: replay",
                "--model demo | was created without it",
                "--recipe free | runs terse@1a2b3c4d and is frozen"
            })
    void whoJoinsWithOtherOptionsIsToldInOneSentence(String options, String sentence) {
        // Given
        replay("--id", id, "--recipe", "terse", "--layers", "1");

        // When
        Ended refused = replay(("--id " + id + " " + options).split(" "));

        // Then
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.replay()).isNull();
        assertThat(refused.err())
                .startsWith("explainer-service: ")
                .contains(sentence)
                .hasLineCount(1);
    }

    @Test
    void processesThatCreateTheSameReplayAtOnceAgree() {
        // Given
        List<CompletableFuture<Ended>> all = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> replay("--id", id, "--recipe", "terse")))
                .toList();

        // When
        List<Replay> replays =
                all.stream().map(CompletableFuture::join).map(Ended::replay).toList();

        // Then
        assertThat(replays).doesNotContainNull();
        assertThat(replays.stream().distinct()).hasSize(1);
    }

    @Test
    void aDryRunCreatesNothingAndSaysHowManyAndAtWhatCost() throws Exception {
        // When
        Ended planned = replay("--id", id, "--recipe", "terse", "--layers", "1-2", "--dry-run");

        // Then
        JsonNode plan = MAPPER.readTree(planned.out());
        assertThat(plan.get("recipe").asText()).isEqualTo("terse@1a2b3c4d");
        assertThat(plan.get("records").asLong()).isEqualTo(NEURONS);
        assertThat(plan.get("neurons").asLong()).isEqualTo(NEURONS / 2);
        assertThat(plan.at("/end/3").asLong()).isEqualTo(NEURONS / PARTITIONS);
        assertThat(plan.at("/estimate/calls").asLong()).isEqualTo(NEURONS / 2);
        assertThat(plan.at("/estimate/promptTokens").asLong()).isEqualTo(10L * NEURONS / 2);
        assertThat(planned.replay()).isNull();
        assertThat(committed(id)).isEmpty();
        assertThat(replay("--id", id).err()).contains("--recipe is missing");
    }

    @ParameterizedTest
    @CsvSource({"terse, " + NEURONS, "free, 0"})
    void aDryRunCountsOnlyWhatTheReplayWouldNotLeaveOut(String recipe, long calls) throws Exception {
        // Given
        played = "simulator";
        record(2 * NEURONS, OneByteService.LEFT_OUT);

        // When
        JsonNode all = MAPPER.readTree(replay("--recipe", recipe, "--dry-run").out());
        JsonNode chosen = MAPPER.readTree(replay("--recipe", recipe, "--explainer-recipe", "x", "--dry-run")
                .out());

        // Then
        assertThat(all.get("neurons").asLong()).isEqualTo(2 * NEURONS);
        assertThat(chosen.get("neurons").asLong()).isEqualTo(NEURONS);
        assertThat(chosen.at("/estimate/calls").asLong()).isEqualTo(calls);
    }

    @Test
    void aFewRecordsThatAskAreCountedAmongManyThatDoNot() throws Exception {
        // Given
        record(400, OneByteService.SILENT);

        // When
        JsonNode plan = MAPPER.readTree(replay("--recipe", "terse", "--dry-run").out());

        // Then
        assertThat(plan.get("records").asLong()).isEqualTo(NEURONS + 400);
        assertThat(plan.at("/estimate/records").asLong()).isEqualTo(NEURONS);
        assertThat(plan.at("/estimate/calls").asLong()).isEqualTo(NEURONS);
        assertThat(plan.at("/estimate/dollars").asDouble()).isCloseTo(0.001 * NEURONS, within(1e-9));
    }

    @Test
    void aRecipeThatAsksNobodyCostsNothing() throws Exception {
        // When
        JsonNode plan = MAPPER.readTree(replay("--recipe", "free", "--dry-run").out());

        // Then
        assertThat(plan.get("estimate").isNull()).isTrue();
    }

    @Test
    void aTimeBeginsWithTheFirstRecordThatIsNotOlder() {
        // When
        Ended later = replay("--recipe", "terse", "--from", "2126-01-01T00:00:00Z");
        Ended earlier = replay("--recipe", "free", "--from", "2020-01-01T00:00:00Z");

        // Then
        assertThat(later.replay().bounds().records()).isZero();
        assertThat(earlier.replay().bounds().records()).isEqualTo(NEURONS);
    }

    @Test
    void neuronsBelowAScoreAreAskedForOnceAndFrozen() throws Exception {
        // Given
        HttpServer results =
                results(200, IntStream.range(0, 10).mapToObj(i -> key(i) + "\n").collect(Collectors.joining()));

        // When
        Ended created = replay(
                "--id", id, "--recipe", "terse", "--below", "0.2", "--model", "demo", "--sample", "3", "--seed", "7");
        results.stop(0);

        // Then
        assertThat(created.code()).as(created.err()).isZero();
        assertThat(asked).isEqualTo("model=demo&below=0.2");
        assertThat(created.replay().neurons()).hasSize(3);
        assertThat(replay("--id", id).replay().neurons())
                .isEqualTo(created.replay().neurons());
        assertThat(replay("--recipe", "terse", "--below", "0.2").err()).contains("RESULTS_URL");
    }

    @Test
    void whatTheResultsRefuseIsTheirOwnSentence() throws Exception {
        // Given
        HttpServer results =
                results(400, "{\"title\": \"Bad Request\", \"status\": 400, \"detail\": \"no recipe is named x\"}");

        // When
        Ended refused = replay("--recipe", "terse", "--sample", "3");
        results.stop(0);

        // Then
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err().strip())
                .isEqualTo("explainer-service: the scorer-service at " + more.get("results.url")
                        + "/, which is asked for neurons, answers 400: no recipe is named x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--recipe nosuch | no explainer recipe is named",
                "--layers 1 | --recipe is missing",
                "--recipe terse --layers x | --layers: ",
                "--recipe terse --from nowhere | --from: ",
                "--recipe terse --from 9:1 | has no partition 9",
                "--recipe terse --neurons nobody | --neurons: ",
                "--recipe terse --sample 0 | --sample must be 1 or more",
                "--recipe terse --reason x | --reason is for --dead-letters",
                "--recipe terse --explanations-of random | --explanations-of is for the simulator",
                "--recipe terse --id explainer.live | --id: ",
                "--recipe terse --below high | Invalid value for option '--below'",
                "--recipe terse --below 3 | --below must be a number from -1 to 1",
                "--recipe terse --below NaN | --below must be a number from -1 to 1"
            })
    void whatCannotBeIsOneSentence(String options, String sentence) {
        // When
        Ended refused = replay(options.split(" "));

        // Then
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains(sentence).doesNotContain("\tat ");
    }

    @Test
    void aGroupThatIsInUseIsNotTaken() throws Exception {
        // Given
        try (KafkaConsumer<byte[], byte[]> other = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "group.id", id),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            other.subscribe(List.of(topic));
            while (other.assignment().isEmpty()) {
                other.poll(Duration.ofMillis(100));
            }

            // When
            Ended refused = replay("--id", id, "--recipe", "terse");

            // Then
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err()).contains("has members");
        }
        assertThat(replay("--id", id).err()).contains("--recipe is missing");
    }

    @Test
    void aDatabaseThatIsAwayIsOneSentenceToo() {
        // Given
        more.put("quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:1/none");

        // When
        Ended failed = replay("--recipe", "terse");

        // Then
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err()).contains("the database").hasLineCount(1);
    }
}
