package dev.ganglion.activation.merge;

import static dev.ganglion.delivery.TopicClient.header;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ganglion.activation.SmallCorpus;
import dev.ganglion.activation.TestModels;
import dev.ganglion.delivery.EventTopic;
import dev.ganglion.delivery.TopicClient;
import dev.ganglion.events.DeadLetterHeaders;
import dev.ganglion.events.NeuronActivationPartial;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.Piece;
import dev.ganglion.events.Provenance;
import dev.ganglion.events.Shard;
import dev.ganglion.events.Topics;
import dev.ganglion.local.KafkaAndPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@WithTestResource(value = KafkaAndPostgres.class, initArgs = @ResourceArg(name = "postgres", value = "false"))
@WithTestResource(TestModels.class)
class MergeTest {

    private static final int WIDTH = 768;
    private static final Duration SOON = Duration.ofSeconds(60);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @TempDir
    Path directory;

    private TopicClient topics;
    private ShardRequests requests;

    @BeforeEach
    void connect() {
        topics = new TopicClient(bootstrapServers);
        requests = new ShardRequests(topics, SmallCorpus.in(directory));
    }

    @AfterEach
    void disconnect() {
        topics.close();
    }

    private List<ConsumerRecord<byte[], byte[]>> of(String topic, String model) {
        return topics.readAll(topic).stream()
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).startsWith(model + "/"))
                .toList();
    }

    @Test
    void shardsBecomeTheRecordsThatOneWorkerGives() {
        // Given
        requests.record("merged", Shard.WHOLE);

        // When: one of them comes twice, and one late
        requests.record("merged", new Shard(1, 2));
        requests.record("merged", new Shard(1, 2));
        awaitPartials();
        long waiting = merge().getLong("waiting");
        long merged = merge().getLong("merged");
        requests.record("merged", new Shard(0, 2));
        await().atMost(SOON).until(() -> merge().getLong("merged") == merged + WIDTH);
        requests.record("merged", new Shard(0, 2));
        awaitPartials();

        // Then
        List<ConsumerRecord<byte[], byte[]>> all = of(Topics.NEURON_ACTIVATIONS, "merged");
        assertThat(all).hasSize(2 * WIDTH);
        Map<String, NeuronActivations> first = new HashMap<>();
        Map<String, NeuronActivations> second = new HashMap<>();
        all.forEach(record -> {
            NeuronActivations event = EventTopic.NEURON_ACTIVATIONS.codec().decode(record.value());
            String key = event.neuron().key();
            (first.containsKey(key) ? second : first).put(key, event);
            assertThat(header(record, "ce_id")).isEqualTo(event.id().toString());
            assertThat(header(record, "ce_type")).isEqualTo("dev.ganglion.neuron-activations");
            assertThat(header(record, "ce_source")).isEqualTo("/activation-service");
            assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
        });
        SameRecords.assertSame(second, first);
        assertThat(waiting).isGreaterThanOrEqualTo(WIDTH);
        assertThat(merge().getLong("waiting")).isEqualTo(waiting - WIDTH);
        assertThat(when().get("/q/metrics").asString())
                .contains("ganglion_neurons_merged_total")
                .contains("ganglion_neurons_waiting")
                .contains("ganglion_records_total{outcome=\"not-applicable\",topic=\"neuron-activation-partials\"}");
    }

    private static JsonPath merge() {
        return when().get("/api/merge").jsonPath();
    }

    /** Waits until all partial records are read. */
    private void awaitPartials() {
        await().atMost(SOON).until(() -> topics.lag("activation-merge", Topics.NEURON_ACTIVATION_PARTIALS) == 0);
    }

    @Test
    void whatCannotBeMergedBecomesADeadLetter() {
        // Given
        requests.record("poisoned", new Shard(0, 2));
        NeuronActivationPartial good = EventTopic.NEURON_ACTIVATION_PARTIALS
                .codec()
                .decode(of(Topics.NEURON_ACTIVATION_PARTIALS, "poisoned").get(0).value());
        NeuronActivationPartial other = EventTopic.NEURON_ACTIVATION_PARTIALS
                .codec()
                .decode(of(Topics.NEURON_ACTIVATION_PARTIALS, "poisoned").get(1).value());

        // When
        topics.send(
                Topics.NEURON_ACTIVATION_PARTIALS,
                "poisoned/0-mlp/9000",
                "{".getBytes(StandardCharsets.UTF_8),
                Map.of());
        topics.send(
                Topics.NEURON_ACTIVATION_PARTIALS,
                "poisoned/0-mlp/9001",
                EventTopic.NEURON_ACTIVATION_PARTIALS.codec().encode(good),
                Map.of());
        topics.send(EventTopic.NEURON_ACTIVATION_PARTIALS, second(good, good.id(), good.provenance()));
        Provenance foreign = new Provenance(
                other.provenance().subjectDigest(),
                "small.jsonl",
                "0".repeat(64),
                1,
                1,
                other.provenance().collation());
        topics.send(EventTopic.NEURON_ACTIVATION_PARTIALS, second(other, UUID.randomUUID(), foreign));

        // Then
        await().atMost(SOON).until(() -> topics.keys(Topics.ACTIVATION_DLQ)
                .containsAll(List.of(
                        "poisoned/0-mlp/9000",
                        "poisoned/0-mlp/9001",
                        good.neuron().key(),
                        other.neuron().key())));
        Map<String, ConsumerRecord<byte[], byte[]>> letters = new HashMap<>();
        of(Topics.ACTIVATION_DLQ, "poisoned")
                .forEach(letter -> letters.put(new String(letter.key(), StandardCharsets.UTF_8), letter));
        assertThat(reason(letters.get("poisoned/0-mlp/9000"))).startsWith("malformed NeuronActivationPartial: ");
        assertThat(reason(letters.get("poisoned/0-mlp/9001"))).startsWith("the record's key is not that of its event");
        assertThat(reason(letters.get(good.neuron().key())))
                .isEqualTo("The parts of " + good.neuron().key()
                        + " cannot be merged (these 3 bytes are no part of a neuron's record over this corpus); ask for"
                        + " the request again.");
        ConsumerRecord<byte[], byte[]> conflict = letters.get(other.neuron().key());
        assertThat(reason(conflict))
                .isEqualTo(
                        "Shard 2 of 2 was recorded over another corpus than the shards before it; see that all workers"
                                + " have the same, and ask for the request again.");
        assertThat(header(conflict, DeadLetterHeaders.GROUP)).isEqualTo("activation-merge");
        assertThat(header(conflict, DeadLetterHeaders.TOPIC)).isEqualTo(Topics.NEURON_ACTIVATION_PARTIALS);
        assertThat(header(conflict, DeadLetterHeaders.ATTEMPT)).isEqualTo("1");
        when().get("/q/health/live").then().statusCode(200);
    }

    /** A partial record of three bytes for the second shard. */
    private static NeuronActivationPartial second(NeuronActivationPartial first, UUID id, Provenance provenance) {
        return new NeuronActivationPartial(
                id, first.neuron(), provenance, first.request(), new Shard(1, 2), new Piece(0, 1, 3), "AAAA");
    }

    private static String reason(ConsumerRecord<byte[], byte[]> letter) {
        return header(letter, DeadLetterHeaders.REASON);
    }
}
