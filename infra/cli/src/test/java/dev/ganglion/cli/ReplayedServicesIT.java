package dev.ganglion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganglion.events.Topics;
import dev.ganglion.local.LocalDatabase;
import dev.ganglion.local.SharedServers;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built services as replays of the command line, a real broker and a real database; no live service runs. */
@Tag("slow")
class ReplayedServicesIT {

    private static final int NEURONS = 12;
    private static final int IN_LAYER_1 = 4;
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Path BUILT = Path.of(System.getProperty("ganglion.root"));

    @TempDir
    Path checkout;

    private final String model = "replayed-" + UUID.randomUUID().toString().substring(0, 8);
    private String bootstrap;

    @BeforeEach
    void stack() throws Exception {
        bootstrap = SharedServers.bootstrapServers(Topics.all());
        LocalDatabase database = SharedServers.newDatabase();
        long self = ProcessHandle.current().pid();
        PlayedCheckout.stack(
                checkout.resolve(".ganglion/stack.json"),
                bootstrap,
                "http://127.0.0.1:1/",
                List.of(
                        PlayedCheckout.running("postgres", database.port(), self, Map.of()),
                        PlayedCheckout.running("kafka", 1, self, Map.of())));
        for (String service : List.of("explainer-service", "scorer-service")) {
            Files.createSymbolicLink(checkout.resolve(service), BUILT.resolve(service));
        }
    }

    private static ObjectNode golden(String event) throws IOException {
        return (ObjectNode)
                MAPPER.readTree(BUILT.resolve("infra/events/src/test/resources/golden/v1/" + event + ".json")
                        .toFile());
    }

    private void recordedNeurons() throws Exception {
        ObjectNode event = golden("neuron-activations");
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < NEURONS; i++) {
                String key = model + "/" + (i < IN_LAYER_1 ? 1 : 0) + "-mlp/" + i;
                event.put(
                        "id",
                        UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8))
                                .toString());
                event.put("neuron", key);
                producer.send(new ProducerRecord<>(Topics.NEURON_ACTIVATIONS, key, MAPPER.writeValueAsBytes(event)))
                        .get();
            }
        }
    }

    private JsonNode replay(String options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dganglion.root=" + checkout,
                "-cp",
                BUILT.resolve("infra/cli/target/classes") + File.pathSeparator + BUILT.resolve("infra/cli/target/lib")
                        + "/*",
                Ganglion.class.getName()));
        command.addAll(List.of(("replay " + options + " --json").split(" ")));
        Path out = checkout.resolve("out");
        Path err = checkout.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(err)).isZero();
        return MAPPER.readTree(out.toFile());
    }

    /** Ids of the model's explanations, one for each time that it was published. */
    private List<String> explanations() throws IOException {
        return ids(Topics.EXPLANATIONS);
    }

    private List<String> ids(String topic) throws IOException {
        List<String> ids = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(place -> consumer.position(place) < ends.get(place))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.key().startsWith(model + "/")) {
                        ids.add(id(record.value()));
                    }
                });
            }
        }
        return ids;
    }

    private static String id(byte[] event) {
        try {
            return MAPPER.readTree(event).get("id").asText();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theSelectedNeuronsAreExplainedAndASecondReplayChangesNothing() throws Exception {
        // Given
        recordedNeurons();

        // When
        JsonNode plan = replay("explainer --recipe token-lookup --model " + model + " --dry-run");

        // Then
        assertThat(plan.get("records").asLong()).isGreaterThanOrEqualTo(NEURONS);
        assertThat(plan.get("recipe").asText()).startsWith("token-lookup@");
        assertThat(explanations()).isEmpty();

        // When
        JsonNode outcome = replay("explainer --recipe token-lookup --model " + model + " --layers 1");

        // Then
        assertThat(outcome.get("finished").asBoolean()).isTrue();
        assertThat(outcome.get("done")).isEqualTo(outcome.get("records"));
        List<String> first = explanations();
        assertThat(first).hasSize(IN_LAYER_1).doesNotHaveDuplicates();

        // When
        replay("explainer --recipe token-lookup --model " + model + " --layers 1 --replicas 2");

        // Then
        assertThat(explanations()).hasSize(2 * IN_LAYER_1);
        assertThat(explanations().stream().distinct()).containsExactlyInAnyOrderElementsOf(first);
    }

    @Test
    void simulationsAreScoredAgainAndTheLiveScorersGroupIsLeftAlone() throws Exception {
        // Given
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer())) {
            for (String kind : List.of("simulation", "simulation-judgements")) {
                ObjectNode event = golden(kind);
                String key = model + "/0-mlp/1";
                event.put("neuron", key);
                producer.send(new ProducerRecord<>(Topics.SIMULATIONS, key, MAPPER.writeValueAsBytes(event)))
                        .get();
            }
        }
        String simulator = golden("simulation").at("/simulator/name").asText();
        Map<TopicPartition, OffsetAndMetadata> scorer = committed("scorer");
        Map<TopicPartition, OffsetAndMetadata> projection = committed("projection");

        // When
        JsonNode outcome = replay("scorer --model " + model + " --simulator-recipe " + simulator);

        // Then
        assertThat(outcome.get("finished").asBoolean()).isTrue();
        assertThat(ids(Topics.SCORES)).hasSize(1);
        assertThat(committed("scorer")).isEqualTo(scorer);
        assertThat(committed("projection")).isEqualTo(projection);
    }

    /** Where a live group is; the broker is shared with other tests, so it need not be at nothing. */
    private Map<TopicPartition, OffsetAndMetadata> committed(String group) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            return admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
        }
    }
}
