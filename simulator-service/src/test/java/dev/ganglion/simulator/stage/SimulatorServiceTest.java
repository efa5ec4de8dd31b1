package dev.ganglion.simulator.stage;

import static dev.ganglion.delivery.TopicClient.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.ganglion.delivery.EventTopic;
import dev.ganglion.delivery.TopicClient;
import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.DeadLetterHeaders;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.PublishedRecipe;
import dev.ganglion.events.Simulation;
import dev.ganglion.events.TokenMeans;
import dev.ganglion.events.Topics;
import dev.ganglion.llm.recipe.Recipe;
import dev.ganglion.local.KafkaAndPostgres;
import dev.ganglion.simulator.Explanations;
import dev.ganglion.simulator.Simulator;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
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
class SimulatorServiceTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    Recipe<Simulator> recipe;

    @Inject
    MeterRegistry metrics;

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
    void anExplanationBecomesASimulationUnderItsKeyNamedByItsId() {
        // Given
        Explanation explanation = Explanations.table(1);

        // When
        topics.send(EventTopic.EXPLANATIONS, explanation);

        // Then
        ConsumerRecord<byte[], byte[]> record =
                arrived(Topics.SIMULATIONS, "demo/1-mlp/1", 1).get(0);
        Simulation simulation = EventTopic.SIMULATIONS.codec().decode(record.value());
        assertThat(simulation.explanation()).isEqualTo(explanation.id());
        assertThat(simulation.simulator()).isEqualTo(recipe.ref());
        assertThat(simulation.excerpts().get(0).simulated()).isEqualTo(ActivationValues.of(-0.05f, 3.2f, -0.1f));
        assertThat(header(record, "ce_id")).isEqualTo(simulation.id().toString());
        assertThat(header(record, "ce_type")).isEqualTo("dev.ganglion.simulations");
        assertThat(header(record, "ce_source")).isEqualTo("/simulator-service");
    }

    @Test
    void aRedeliveredExplanationBecomesTheSameSimulation() {
        // Given
        Explanation explanation = Explanations.table(2);

        // When
        topics.send(EventTopic.EXPLANATIONS, explanation);
        topics.send(EventTopic.EXPLANATIONS, explanation);

        // Then
        List<ConsumerRecord<byte[], byte[]>> records = arrived(Topics.SIMULATIONS, "demo/1-mlp/2", 2);
        assertThat(records.get(0).value()).isEqualTo(records.get(1).value());
        assertThat(header(records.get(0), "ce_id")).isEqualTo(header(records.get(1), "ce_id"));
    }

    @Test
    void anExplanationOfAnotherKindIsPassedOverAndCounted() {
        // Given
        double before = counted("not-applicable");

        // When
        RecordMetadata words = topics.send(EventTopic.EXPLANATIONS, Explanations.words(3));

        // Then
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        topics.committed(recipe.consumerGroup(), Topics.EXPLANATIONS, words.partition()))
                .hasValueSatisfying(offset -> assertThat(offset).isGreaterThan(words.offset())));
        assertThat(counted("not-applicable")).isEqualTo(before + 1);
        assertThat(topics.read(Topics.SIMULATIONS, "demo/1-mlp/3")).isEmpty();
        assertThat(topics.read(Topics.SIMULATOR_DLQ, "demo/1-mlp/3")).isEmpty();
    }

    @Test
    void whatCannotBeSimulatedIsPutAsideAsItWasReadAndTheNextFollows() {
        // Given
        byte[] malformed = "{".getBytes(StandardCharsets.UTF_8);
        Explanation beyond =
                Explanations.table(40, new TokenMeans(List.of(), ActivationValues.of(new float[0]), 1e300), "a", "b");

        // When
        topics.send(Topics.EXPLANATIONS, "demo/1-mlp/4", malformed, Map.of());
        topics.send(EventTopic.EXPLANATIONS, beyond);
        topics.send(EventTopic.EXPLANATIONS, Explanations.table(4));

        // Then
        ConsumerRecord<byte[], byte[]> letter =
                arrived(Topics.SIMULATOR_DLQ, "demo/1-mlp/4", 1).get(0);
        assertThat(letter.value()).isEqualTo(malformed);
        assertThat(header(letter, DeadLetterHeaders.REASON)).startsWith("malformed Explanation: ");
        assertThat(header(letter, DeadLetterHeaders.TOPIC)).isEqualTo(Topics.EXPLANATIONS);
        assertThat(header(letter, DeadLetterHeaders.GROUP)).isEqualTo(recipe.consumerGroup());
        assertThat(header(letter, DeadLetterHeaders.RECIPE))
                .isEqualTo(recipe.ref().pinned());
        assertThat(arrived(Topics.SIMULATOR_DLQ, "demo/1-mlp/40", 1)).hasSize(1);
        assertThat(arrived(Topics.SIMULATIONS, "demo/1-mlp/4", 1)).hasSize(1);
    }

    @Test
    void theRecipeIsPublishedWordForWord() {
        // When
        ConsumerRecord<byte[], byte[]> record =
                arrived(Topics.RECIPES, recipe.ref().digest(), 1).get(0);

        // Then
        PublishedRecipe published = EventTopic.RECIPES.codec().decode(record.value());
        assertThat(published).isEqualTo(recipe.published());
        assertThat(published.service()).isEqualTo("simulator");
    }

    @Test
    void itIsHealthyWhileItHasNothingToDoAndSaysWhatItRuns() {
        for (String probe : List.of("started", "live", "ready")) {
            await().atMost(SOON).untilAsserted(() -> RestAssured.get("/q/health/" + probe)
                    .then()
                    .statusCode(200)
                    .body("status", is("UP")));
        }
        RestAssured.get("/api/recipe")
                .then()
                .statusCode(200)
                .body("service", is("simulator"))
                .body("group", is(recipe.consumerGroup()))
                .body("text", is(recipe.text()));
    }

    private double counted(String outcome) {
        return metrics.get("ganglion.records")
                .tag("topic", Topics.EXPLANATIONS)
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private List<ConsumerRecord<byte[], byte[]>> arrived(String topic, String key, int count) {
        return await().atMost(SOON).until(() -> topics.read(topic, key), records -> records.size() >= count);
    }
}
