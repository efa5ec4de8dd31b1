package dev.ganglion.activation.stage;

import static dev.ganglion.delivery.TopicClient.header;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ganglion.activation.DemoCopy;
import dev.ganglion.activation.SmallCorpus;
import dev.ganglion.activation.TestModels;
import dev.ganglion.delivery.EventTopic;
import dev.ganglion.delivery.TopicClient;
import dev.ganglion.demo.DemoModel;
import dev.ganglion.events.ActivationRequest;
import dev.ganglion.events.DeadLetterHeaders;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.Shard;
import dev.ganglion.events.Topics;
import dev.ganglion.local.KafkaAndPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@WithTestResource(value = KafkaAndPostgres.class, initArgs = @ResourceArg(name = "postgres", value = "false"))
@WithTestResource(TestModels.class)
class RequestStageTest {

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

    private ActivationRequest request(String name, List<Integer> layers) {
        return request(name, DemoModel.directory(), corpus, layers);
    }

    private static ActivationRequest request(String name, Path model, Path corpus, List<Integer> layers) {
        return new ActivationRequest(
                UUID.randomUUID(), name, model.toString(), corpus.toString(), layers, Shard.WHOLE, SHORT_EXCERPTS);
    }

    private RecordMetadata record(ActivationRequest request) {
        RecordMetadata sent = topics.send(EventTopic.ACTIVATION_REQUESTS, request);
        await().atMost(SOON).untilAsserted(() -> assertThat(status(request).getString("state"))
                .isEqualTo("done"));
        return sent;
    }

    private static JsonPath status(ActivationRequest request) {
        return when().get("/api/requests").jsonPath().setRootPath("find { it.id == '" + request.id() + "' }");
    }

    private List<ConsumerRecord<byte[], byte[]>> recordsOf(String model) {
        return topics.readAll(Topics.NEURON_ACTIVATIONS).stream()
                .filter(record -> key(record).startsWith(model + "/"))
                .toList();
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    private static NeuronActivations event(ConsumerRecord<byte[], byte[]> record) {
        return EventTopic.NEURON_ACTIVATIONS.codec().decode(record.value());
    }

    /** The dead letters under these keys, once they are all there. */
    private Map<String, ConsumerRecord<byte[], byte[]>> deadLetters(Collection<String> keys) {
        await().atMost(SOON).until(() -> topics.keys(Topics.ACTIVATION_DLQ).containsAll(keys));
        return topics.readAll(Topics.ACTIVATION_DLQ).stream()
                .filter(record -> keys.contains(key(record)))
                .collect(Collectors.toMap(RequestStageTest::key, record -> record));
    }

    private String refusal(ActivationRequest request) {
        topics.send(EventTopic.ACTIVATION_REQUESTS, request);
        String key = request.id().toString();
        return header(deadLetters(List.of(key)).get(key), DeadLetterHeaders.REASON);
    }

    @Test
    void aRequestBecomesOneRecordForEachNeuronOfTheModel() {
        // When
        record(request("whole", null));

        // Then
        List<ConsumerRecord<byte[], byte[]>> records = recordsOf("whole");
        assertThat(records).hasSize(4 * WIDTH);
        assertThat(records).extracting(RequestStageTest::key).doesNotHaveDuplicates();
        assertThat(records).extracting(record -> header(record, "ce_id")).doesNotHaveDuplicates();
        assertThat(records).allSatisfy(record -> {
            NeuronActivations event = event(record);
            assertThat(key(record)).isEqualTo(event.neuron().key());
            assertThat(header(record, "ce_id")).isEqualTo(event.id().toString());
            assertThat(header(record, "ce_type")).isEqualTo("dev.ganglion.neuron-activations");
            assertThat(header(record, "ce_source")).isEqualTo("/activation-service");
        });
    }

    @Test
    void aRequestThatIsDoneIsAcknowledgedAndSaysSo() {
        // Given
        ActivationRequest request = request("acknowledged", List.of(0));

        // When
        RecordMetadata sent = record(request);

        // Then
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        topics.committed("activation", Topics.ACTIVATION_REQUESTS, sent.partition()))
                .hasValueSatisfying(offset -> assertThat(offset).isGreaterThan(sent.offset())));
        JsonPath status = status(request);
        assertThat(status.getMap(""))
                .containsEntry("model", "acknowledged")
                .containsEntry("neurons", WIDTH)
                .containsEntry("published", WIDTH)
                .containsEntry("phase", null)
                .containsEntry("problem", null);
        assertThat(status.getInt("excerpts"))
                .isEqualTo(status.getInt("totalExcerpts"))
                .isPositive();
    }

    @Test
    void aRequestReadTwiceGivesTheSameIds() {
        // Given
        record(request("twice", List.of(0)));

        // When
        record(request("twice", List.of(0)));

        // Then
        List<ConsumerRecord<byte[], byte[]>> records = recordsOf("twice");
        assertThat(records).hasSize(2 * WIDTH);
        assertThat(records.stream().map(record -> header(record, "ce_id")).distinct())
                .hasSize(WIDTH);
    }

    @Test
    void aRecordsActivationsAreThoseOfTheActivationServer() {
        // Given
        record(request("compared", List.of(1)));
        NeuronActivations record = event(recordsOf("compared").stream()
                .filter(candidate -> key(candidate).endsWith("/48"))
                .findFirst()
                .orElseThrow());

        // When
        int compared = 0;
        for (Excerpt excerpt : record.excerpts()) {
            JsonNode answer = given().contentType("application/json")
                    .body(Map.of(
                            "model",
                            "compared",
                            "text",
                            String.join("", excerpt.tokens()),
                            "layer",
                            1,
                            "neurons",
                            List.of(48)))
                    .post("/activations")
                    .as(JsonNode.class);

            // Then
            if (excerpt.tokens().equals(texts(answer.get("tokens")))) {
                compared++;
                for (int position = 0; position < excerpt.tokens().size(); position++) {
                    float activation = answer.at("/activations/0/" + position).floatValue();
                    assertThat(excerpt.activations().get(position))
                            .isCloseTo(activation, within(1e-5f + 1e-3f * Math.abs(activation)));
                }
            }
        }
        assertThat(compared).as("excerpts that encode alike").isGreaterThan(10);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Test
    void whatCannotBeDoneBecomesADeadLetterWithOneSentenceAndTheNextIsDone() throws IOException {
        // Given
        Map<ActivationRequest, String> bad = new LinkedHashMap<>();
        for (String file : List.of("config.json", "model.safetensors", "tokenizer.json")) {
            Path copy = DemoCopy.in(directory.resolve("without-" + file))
                    .without(file)
                    .directory();
            bad.put(request("bad", copy, corpus, null), copy + " has no file " + file);
        }
        Path truncated = DemoCopy.in(directory.resolve("truncated"))
                .withTruncatedWeights()
                .directory();
        bad.put(request("bad", truncated, corpus, null), truncated + "/model.safetensors");
        Path mamba = DemoCopy.in(directory.resolve("mamba"))
                .withConfig("\"gpt2\"", "\"mamba\"")
                .directory();
        bad.put(request("bad", mamba, corpus, null), "\"mamba\"");
        Path mismatched = DemoCopy.in(directory.resolve("mismatched"))
                .withConfig("4096", "4097")
                .directory();
        bad.put(request("bad", mismatched, corpus, null), "the configuration asks for [4097, 192]");
        Path empty = Files.writeString(directory.resolve("empty.jsonl"), "");
        bad.put(request("bad", DemoModel.directory(), empty, null), empty + " is empty");
        Path latin1 = Files.write(directory.resolve("latin1.txt"), new byte[] {'a', (byte) 0xe9, 'b'});
        bad.put(request("bad", DemoModel.directory(), latin1, null), latin1.toString());
        Path brief = Files.writeString(directory.resolve("brief.txt"), "too short");
        bad.put(request("bad", DemoModel.directory(), brief, null), "excerpt of 16 tokens");
        bad.put(request("bad", DemoModel.directory(), directory.resolve("none.txt"), null), "does not exist");
        bad.put(request("bad", List.of(4)), "There is no layer 4");
        Path broken =
                DemoCopy.in(directory.resolve("broken")).withBrokenNeuron(0, 3).directory();
        bad.put(request("broken", broken, corpus, List.of(0)), "Layer 0, neuron 3");

        // When
        bad.keySet().forEach(request -> topics.send(EventTopic.ACTIVATION_REQUESTS, request));
        record(request("good-after-bad", List.of(0)));

        // Then
        Map<String, ConsumerRecord<byte[], byte[]>> letters = deadLetters(
                bad.keySet().stream().map(request -> request.id().toString()).toList());
        bad.forEach((request, sentence) -> {
            ConsumerRecord<byte[], byte[]> letter = letters.get(request.id().toString());
            assertThat(header(letter, DeadLetterHeaders.REASON))
                    .contains(sentence)
                    .endsWith(".")
                    .doesNotContain("Exception", "\n");
            assertThat(header(letter, DeadLetterHeaders.GROUP)).isEqualTo("activation");
            assertThat(EventTopic.ACTIVATION_REQUESTS.codec().decode(letter.value()))
                    .isEqualTo(request);
            assertThat(status(request).getString("state")).isEqualTo("refused");
            assertThat(status(request).getString("problem")).contains(sentence);
        });
        assertThat(recordsOf("bad")).isEmpty();
        assertThat(recordsOf("good-after-bad")).hasSize(WIDTH);
    }

    @Test
    void malformedRequestsBecomeDeadLettersAsTheyWereRead() {
        // Given
        ActivationRequest request = request("elsewhere", List.of(0));
        byte[] event = EventTopic.ACTIVATION_REQUESTS.codec().encode(request);
        Map<String, byte[]> malformed = Map.of(
                "no-json",
                "{\"id\":".getBytes(StandardCharsets.UTF_8),
                "no-request",
                "{\"id\":17}".getBytes(StandardCharsets.UTF_8),
                "other-key",
                event,
                "too-large",
                new byte[2 << 20]);

        // When
        malformed.forEach((key, bytes) -> topics.send(Topics.ACTIVATION_REQUESTS, key, bytes, Map.of()));
        record(request("good-after-malformed", List.of(0)));

        // Then
        Map<String, ConsumerRecord<byte[], byte[]>> letters = deadLetters(malformed.keySet());
        malformed.forEach(
                (key, bytes) -> assertThat(letters.get(key).value()).as(key).isEqualTo(bytes));
        assertThat(header(letters.get("no-request"), DeadLetterHeaders.REASON))
                .startsWith("malformed ActivationRequest: ");
        assertThat(recordsOf("elsewhere")).isEmpty();
    }

    @Test
    void otherWeightsUnderAKnownNameAreRefused() {
        // Given
        record(request("taken", List.of(0)));
        Path other =
                DemoCopy.in(directory.resolve("other")).withBrokenNeuron(3, 0).directory();

        // When
        String reason = refusal(request("taken", other, corpus, List.of(0)));

        // Then
        assertThat(reason).startsWith("The name taken stands for other weights here than those in " + other);
    }

    @Test
    void whatWasDoneIsCounted() {
        // When
        record(request("counted", List.of(0)));

        // Then
        String metrics = when().get("/q/metrics").asString();
        assertThat(metrics)
                .contains("ganglion_records_total{outcome=\"processed\",topic=\"activation-requests\"}")
                .contains("ganglion_records_total{outcome=\"dead-lettered\",topic=\"activation-requests\"}")
                .contains("ganglion_requests_seconds_count");
        assertThat(value(metrics, "ganglion_neurons_published_total")).isGreaterThanOrEqualTo(WIDTH);
        assertThat(value(metrics, "ganglion_tokens_total"))
                .isEqualTo(SHORT_EXCERPTS * value(metrics, "ganglion_excerpts_total"))
                .isPositive();
    }

    private static double value(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
