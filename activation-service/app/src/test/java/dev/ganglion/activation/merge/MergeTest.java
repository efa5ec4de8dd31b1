package dev.ganglion.activation.merge;

import static dev.ganglion.delivery.TopicClient.header;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ganglion.activation.SmallCorpus;
import dev.ganglion.activation.TestModels;
import dev.ganglion.delivery.EventTopic;
import dev.ganglion.delivery.TopicClient;
import dev.ganglion.demo.DemoModel;
import dev.ganglion.events.ActivationRequest;
import dev.ganglion.events.DeadLetterHeaders;
import dev.ganglion.events.NeuronActivationPartial;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.Shard;
import dev.ganglion.events.Topics;
import dev.ganglion.local.KafkaAndPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
    /** Small records, which are soon read back. */
    private static final int SHORT_EXCERPTS = 16;

    private static final Duration SOON = Duration.ofSeconds(60);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @TempDir
    Path directory;

    private TopicClient topics;
    private Path corpus;

    @BeforeEach
    void connect() {
        topics = new TopicClient(bootstrapServers);
        corpus = SmallCorpus.in(directory);
    }

    @AfterEach
    void disconnect() {
        topics.close();
    }

    /** Has a shard of layer 0 recorded, and waits until it is. */
    private void record(String model, Shard shard) {
        ActivationRequest request = new ActivationRequest(
                UUID.randomUUID(),
                model,
                DemoModel.directory().toString(),
                corpus.toString(),
                List.of(0),
                shard,
                SHORT_EXCERPTS);
        topics.send(EventTopic.ACTIVATION_REQUESTS, request);
        await().atMost(SOON).untilAsserted(() -> assertThat(when().get("/api/requests")
                        .jsonPath()
                        .getString("find { it.id == '" + request.id() + "' }.state"))
                .isEqualTo("done"));
    }

    private List<ConsumerRecord<byte[], byte[]>> of(String topic, String model) {
        return topics.readAll(topic).stream()
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).startsWith(model + "/"))
                .toList();
    }

    private List<NeuronActivations> records(String model) {
        return of(Topics.NEURON_ACTIVATIONS, model).stream()
                .map(record -> EventTopic.NEURON_ACTIVATIONS.codec().decode(record.value()))
                .toList();
    }

    private static Map<String, NeuronActivations> byNeuron(List<NeuronActivations> records) {
        Map<String, NeuronActivations> byNeuron = new HashMap<>();
        records.forEach(record -> byNeuron.put(record.neuron().key(), record));
        return byNeuron;
    }

    @Test
    void shardsBecomeTheRecordsThatOneWorkerGives() {
        // Given
        record("merged", Shard.WHOLE);
        Map<String, NeuronActivations> whole = byNeuron(records("merged"));

        // When: in any order, and one of them twice
        record("merged", new Shard(2, 3));
        record("merged", new Shard(0, 3));
        record("merged", new Shard(2, 3));
        assertThat(records("merged")).as("records of two shards of three").hasSize(WIDTH);
        record("merged", new Shard(1, 3));

        // Then
        await().atMost(SOON).until(() -> records("merged").size() == 2 * WIDTH);
        SameRecords.assertSame(byNeuron(records("merged").subList(0, 2 * WIDTH)), whole);
        assertThat(of(Topics.NEURON_ACTIVATIONS, "merged"))
                .extracting(record -> header(record, "ce_id"))
                .containsAll(whole.values().stream()
                        .map(record -> record.id().toString())
                        .toList());
        assertThat(of(Topics.NEURON_ACTIVATIONS, "merged")).allSatisfy(record -> {
            assertThat(header(record, "ce_type")).isEqualTo("dev.ganglion.neuron-activations");
            assertThat(header(record, "ce_source")).isEqualTo("/activation-service");
            assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
        });

        // When: one comes late
        double repeated = metric("ganglion_records_total", "not-applicable");
        record("merged", new Shard(0, 3));

        // Then
        await().atMost(SOON).until(() -> metric("ganglion_records_total", "not-applicable") == repeated + WIDTH);
        assertThat(records("merged")).hasSize(2 * WIDTH);
        assertThat(of(Topics.ACTIVATION_DLQ, "merged")).isEmpty();
        assertThat(metric("ganglion_neurons_merged_total", "")).isGreaterThanOrEqualTo(WIDTH);
    }

    private static double metric(String name, String outcome) {
        return when().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name)
                        && (outcome.isEmpty()
                                || (line.contains(Topics.NEURON_ACTIVATION_PARTIALS) && line.contains(outcome))))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void shardsOfDifferentCorporaAreNotMerged() throws IOException {
        // Given
        record("different", new Shard(0, 2));
        Files.writeString(corpus, Files.readString(corpus) + "{\"text\":\"one line more\"}\n");

        // When
        record("different", new Shard(1, 2));

        // Then
        await().atMost(SOON).until(() -> of(Topics.ACTIVATION_DLQ, "different").size() == WIDTH);
        ConsumerRecord<byte[], byte[]> letter =
                of(Topics.ACTIVATION_DLQ, "different").get(0);
        assertThat(header(letter, DeadLetterHeaders.REASON))
                .isEqualTo(
                        "Shard 2 of 2 was recorded over another corpus than the shards before it; see that all workers"
                                + " have the same, and ask for the request again.");
        assertThat(header(letter, DeadLetterHeaders.GROUP)).isEqualTo("activation-merge");
        assertThat(header(letter, DeadLetterHeaders.TOPIC)).isEqualTo(Topics.NEURON_ACTIVATION_PARTIALS);
        assertThat(header(letter, DeadLetterHeaders.ATTEMPT)).isEqualTo("1");
        assertThat(records("different")).isEmpty();

        // When: it is asked for again, and all workers have the same
        record("different", new Shard(0, 2));
        record("different", new Shard(1, 2));

        // Then
        await().atMost(SOON).until(() -> records("different").size() == WIDTH);
    }

    @Test
    void whatIsNoPartialRecordBecomesADeadLetter() {
        // Given
        record("poisoned", new Shard(0, 2));
        NeuronActivationPartial good = EventTopic.NEURON_ACTIVATION_PARTIALS
                .codec()
                .decode(of(Topics.NEURON_ACTIVATION_PARTIALS, "poisoned").get(0).value());
        NeuronActivationPartial noPart = new NeuronActivationPartial(
                good.id(),
                good.neuron(),
                good.provenance(),
                good.request(),
                new Shard(1, 2),
                new dev.ganglion.events.Piece(0, 1, 3),
                "AAAA");

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
        topics.send(EventTopic.NEURON_ACTIVATION_PARTIALS, noPart);

        // Then
        await().atMost(SOON).until(() -> of(Topics.ACTIVATION_DLQ, "poisoned").size() == 3);
        Map<String, String> reasons = new HashMap<>();
        of(Topics.ACTIVATION_DLQ, "poisoned")
                .forEach(letter -> reasons.put(
                        new String(letter.key(), StandardCharsets.UTF_8), header(letter, DeadLetterHeaders.REASON)));
        assertThat(reasons.get("poisoned/0-mlp/9000")).startsWith("malformed NeuronActivationPartial: ");
        assertThat(reasons.get("poisoned/0-mlp/9001")).startsWith("the record's key is not that of its event");
        assertThat(reasons.get(good.neuron().key()))
                .isEqualTo("The parts of " + good.neuron().key()
                        + " cannot be merged (these 3 bytes are no part of a neuron's record over this corpus); ask for"
                        + " the request again.");
        when().get("/q/health/live").then().statusCode(200);
    }
}
