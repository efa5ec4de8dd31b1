package dev.ganglion.explainer.stage;

import static dev.ganglion.delivery.TopicClient.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.ganglion.delivery.EventTopic;
import dev.ganglion.delivery.TopicClient;
import dev.ganglion.events.DeadLetterHeaders;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.PublishedRecipe;
import dev.ganglion.events.Topics;
import dev.ganglion.explainer.Explainer;
import dev.ganglion.explainer.Neurons;
import dev.ganglion.llm.recipe.Recipe;
import dev.ganglion.local.KafkaAndPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = KafkaAndPostgres.class, initArgs = @ResourceArg(name = "postgres", value = "false"))
class ExplainerServiceTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    Recipe<Explainer> recipe;

    @Inject
    KafkaClientService clients;

    private TopicClient topics;

    @BeforeEach
    void connect() {
        topics = new TopicClient(bootstrapServers);
    }

    @AfterEach
    void disconnect() {
        topics.close();
    }

    @Test
    void aRecordBecomesAnExplanationUnderItsKeyNamedByItsId() {
        // Given
        NeuronActivations neuron = Neurons.genus(1);

        // When
        topics.send(EventTopic.NEURON_ACTIVATIONS, neuron);

        // Then
        ConsumerRecord<byte[], byte[]> record =
                arrived(Topics.EXPLANATIONS, "demo/1-mlp/1", 1).get(0);
        Explanation explanation = EventTopic.EXPLANATIONS.codec().decode(record.value());
        assertThat(explanation.activations()).isEqualTo(neuron.id());
        assertThat(explanation.recipe()).isEqualTo(recipe.ref());
        assertThat(explanation.text()).startsWith("Fires on the tokens \" genus\" (3.2)");
        assertThat(header(record, "ce_id")).isEqualTo(explanation.id().toString());
        assertThat(header(record, "ce_type")).isEqualTo("dev.ganglion.explanations");
        assertThat(header(record, "ce_source")).isEqualTo("/explainer-service");
        assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(record, "content-type")).isEqualTo("application/json");
    }

    @Test
    void aRedeliveredRecordBecomesTheSameExplanation() {
        // Given
        NeuronActivations neuron = Neurons.genus(2);

        // When
        topics.send(EventTopic.NEURON_ACTIVATIONS, neuron);
        topics.send(EventTopic.NEURON_ACTIVATIONS, neuron);

        // Then
        List<ConsumerRecord<byte[], byte[]>> records = arrived(Topics.EXPLANATIONS, "demo/1-mlp/2", 2);
        assertThat(records.get(0).value()).isEqualTo(records.get(1).value());
        assertThat(header(records.get(0), "ce_id")).isEqualTo(header(records.get(1), "ce_id"));
    }

    @Test
    void aMalformedRecordIsPutAsideAsItWasReadAndTheNextFollows() {
        // Given
        byte[] malformed = "{\"neuron\": \"demo/1-mlp/3\"}".getBytes(StandardCharsets.UTF_8);

        // When
        RecordMetadata sent =
                topics.send(Topics.NEURON_ACTIVATIONS, "demo/1-mlp/3", malformed, Map.of("traced", "yes"));
        topics.send(EventTopic.NEURON_ACTIVATIONS, Neurons.genus(3));

        // Then
        ConsumerRecord<byte[], byte[]> letter =
                arrived(Topics.EXPLAINER_DLQ, "demo/1-mlp/3", 1).get(0);
        assertThat(letter.value()).isEqualTo(malformed);
        assertThat(header(letter, "traced")).isEqualTo("yes");
        assertThat(header(letter, DeadLetterHeaders.REASON))
                .isEqualTo("malformed NeuronActivations: missing required field \"id\"");
        assertThat(header(letter, DeadLetterHeaders.ERROR)).isEqualTo("dev.ganglion.events.EventException");
        assertThat(header(letter, DeadLetterHeaders.TOPIC)).isEqualTo(Topics.NEURON_ACTIVATIONS);
        assertThat(header(letter, DeadLetterHeaders.PARTITION)).isEqualTo(Integer.toString(sent.partition()));
        assertThat(header(letter, DeadLetterHeaders.OFFSET)).isEqualTo(Long.toString(sent.offset()));
        assertThat(header(letter, DeadLetterHeaders.GROUP)).isEqualTo(recipe.consumerGroup());
        assertThat(header(letter, DeadLetterHeaders.RECIPE))
                .isEqualTo(recipe.ref().pinned());
        assertThat(header(letter, DeadLetterHeaders.ATTEMPT)).isEqualTo("1");
        assertThat(arrived(Topics.EXPLANATIONS, "demo/1-mlp/3", 1)).hasSize(1);
    }

    @Test
    void hostileRecordsArePutAsideAndTheNextFollows() {
        // Given: nothing, a foreign CloudEvent, a wrong key, and more than an event may be
        byte[] event = EventTopic.NEURON_ACTIVATIONS.codec().encode(Neurons.genus(4));
        topics.send(Topics.NEURON_ACTIVATIONS, "demo/1-mlp/400", null, Map.of());
        topics.send(
                Topics.NEURON_ACTIVATIONS,
                "demo/1-mlp/401",
                "[]".getBytes(StandardCharsets.UTF_8),
                Map.of("content-type", "application/cloudevents+json"));
        topics.send(Topics.NEURON_ACTIVATIONS, "demo/1-mlp/402", event, Map.of());
        topics.send(Topics.NEURON_ACTIVATIONS, "demo/1-mlp/403", new byte[4 * 1024 * 1024], Map.of());

        // When
        topics.send(Topics.NEURON_ACTIVATIONS, "demo/1-mlp/4", event, Map.of("REPLY_TOPIC", Topics.SCORES));

        // Then
        assertThat(arrived(Topics.EXPLANATIONS, "demo/1-mlp/4", 1)).hasSize(1);
        assertThat(letter("demo/1-mlp/400")).isNull();
        assertThat(letter("demo/1-mlp/401")).asString(StandardCharsets.UTF_8).isEqualTo("[]");
        assertThat(letter("demo/1-mlp/402")).isEqualTo(event);
        assertThat(letter("demo/1-mlp/403")).hasSize(4 * 1024 * 1024);
    }

    @Test
    void theGroupIsNamedByServiceAndRecipeAndCommitsWhatIsDone() {
        // When
        RecordMetadata sent = topics.send(EventTopic.NEURON_ACTIVATIONS, Neurons.genus(5));

        // Then
        assertThat(recipe.consumerGroup()).matches("explainer\\.token-lookup@[0-9a-f]{8}");
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        topics.committed(recipe.consumerGroup(), Topics.NEURON_ACTIVATIONS, sent.partition()))
                .hasValueSatisfying(offset -> assertThat(offset).isGreaterThan(sent.offset())));
    }

    @Test
    void theRecipeIsPublishedWordForWord() {
        // When
        ConsumerRecord<byte[], byte[]> record =
                arrived(Topics.RECIPES, recipe.ref().digest(), 1).get(0);

        // Then
        PublishedRecipe published = EventTopic.RECIPES.codec().decode(record.value());
        assertThat(published).isEqualTo(recipe.published());
        assertThat(header(record, "ce_id")).isEqualTo(recipe.ref().digest());
    }

    @Test
    void whatIsSentIsKeptByTheBrokerOnceAndCompressed() {
        assertThat(clients.getProducer(ExplanationStage.OUT).configuration().entrySet())
                .extracting(setting -> setting.getKey() + "=" + setting.getValue())
                .contains(
                        "acks=all",
                        "enable.idempotence=true",
                        "delivery.timeout.ms=2147483647",
                        "compression.type=zstd");
    }

    @Test
    void itIsHealthyWhileItHasNothingToDo() {
        for (String probe : List.of("started", "live", "ready")) {
            await().atMost(SOON).untilAsserted(() -> RestAssured.get("/q/health/" + probe)
                    .then()
                    .statusCode(200)
                    .body("status", is("UP")));
        }
        RestAssured.get("/q/health/live")
                .then()
                .body(containsString("kafka-poll-loops"))
                .body(containsString("s since the last poll"));
    }

    @Test
    void itSaysWhatItRuns() {
        RestAssured.get("/api/recipe")
                .then()
                .statusCode(200)
                .body("service", is("explainer"))
                .body("recipe.name", is("token-lookup"))
                .body("recipe.digest", is(recipe.ref().digest()))
                .body("group", is(recipe.consumerGroup()))
                .body("text", is(recipe.text()));
    }

    @Test
    void itCountsWhatBecameOfEveryRecord() {
        RestAssured.get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("ganglion_records_total{outcome=\"processed\",topic=\"neuron-activations\"}"))
                .body(containsString("ganglion_records_total{outcome=\"dead-lettered\",topic=\"neuron-activations\"}"));
    }

    private byte[] letter(String key) {
        return arrived(Topics.EXPLAINER_DLQ, key, 1).get(0).value();
    }

    private List<ConsumerRecord<byte[], byte[]>> arrived(String topic, String key, int count) {
        return await().atMost(SOON).until(() -> topics.read(topic, key), records -> records.size() >= count);
    }
}
