package dev.ganglion.scorer.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.delivery.EventTopic;
import dev.ganglion.delivery.TopicClient;
import dev.ganglion.events.DeadLetterHeaders;
import dev.ganglion.events.Topics;
import dev.ganglion.local.KafkaAndPostgres;
import dev.ganglion.scorer.fixture.Events;
import dev.ganglion.scorer.fixture.ScorerServiceTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(KafkaAndPostgres.class)
class ProjectionTest extends ScorerServiceTest {

    @Test
    void whatIsOnTheTopicsEndsInTheTablesInWhateverOrderItComes() {
        // Given
        List<Runnable> sendings = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Events events = Events.about(neuron(i % 2, i));
            sendings.add(() -> topics.send(EventTopic.NEURON_ACTIVATIONS, events.activations()));
            sendings.add(() -> topics.send(EventTopic.EXPLANATIONS, events.explanation()));
            sendings.add(() -> topics.send(EventTopic.SIMULATIONS, events.simulation()));
        }
        Collections.shuffle(sendings, new Random(7));

        // When
        sendings.forEach(Runnable::run);

        // Then
        eventually(() -> {
            JsonPath counts = counts();
            assertThat(counts.getInt("neurons")).isEqualTo(20);
            assertThat(counts.getInt("activations")).isEqualTo(20);
            assertThat(counts.getInt("explanations")).isEqualTo(20);
            assertThat(counts.getInt("simulations")).isEqualTo(20);
            assertThat(counts.getInt("scores")).isEqualTo(20);
            assertThat(counts.getDouble("meanScore")).isEqualTo(1.0);
        });
    }

    @Test
    void redeliveryChangesNothing() {
        // Given
        Events events = Events.about(neuron(0, 1));
        send(events);
        awaitScores(1);
        String before = get("/api/neurons/" + events.neuron()).prettify();

        // When
        send(events);
        topics.send(EventTopic.SCORES, events.scores());
        send(Events.about(neuron(0, 2)));
        awaitScores(2);

        // Then
        assertThat(get("/api/neurons/" + events.neuron()).prettify())
                .isEqualTo(before.replace("\"next\": null", "\"next\": \"" + neuron(0, 2) + "\""));
        assertThat(counts().getInt("activations")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {Topics.NEURON_ACTIVATIONS, Topics.EXPLANATIONS, Topics.SIMULATIONS, Topics.SCORES, Topics.RECIPES
            })
    void aMalformedEventIsPutAsideAndTheNextOneIsRead(String topic) {
        // Given
        String key = neuron(7, 7).key();
        byte[] malformed = "{\"id\": 17".getBytes(StandardCharsets.UTF_8);

        // When
        topics.send(topic, key, malformed, Map.of());
        send(Events.about(neuron(7, 7)));

        // Then
        awaitScores(1);
        eventually(() -> {
            ConsumerRecord<byte[], byte[]> letter = topics.read(Topics.SCORER_DLQ, key).stream()
                    .filter(record -> "projection".equals(TopicClient.header(record, DeadLetterHeaders.GROUP)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("not put aside yet"));
            assertThat(letter.value()).isEqualTo(malformed);
            assertThat(TopicClient.header(letter, DeadLetterHeaders.TOPIC)).isEqualTo(topic);
            assertThat(TopicClient.header(letter, DeadLetterHeaders.REASON)).startsWith("malformed ");
        });
    }

    @Test
    void anEventUnderAnotherNeuronsKeyIsPutAside() {
        // Given
        Events events = Events.about(neuron(0, 1));
        String key = neuron(0, 2).key();

        // When
        topics.send(Topics.SCORES, key, EventTopic.SCORES.codec().encode(events.scores()), Map.of());

        // Then
        eventually(() -> assertThat(topics.read(Topics.SCORER_DLQ, key))
                .extracting(record -> TopicClient.header(record, DeadLetterHeaders.REASON))
                .anySatisfy(reason -> assertThat(reason).contains("key is not that of its event")));
    }

    @ParameterizedTest
    @ValueSource(strings = {Topics.ACTIVATION_DLQ, Topics.EXPLAINER_DLQ, Topics.SIMULATOR_DLQ, Topics.SCORER_DLQ})
    void deadLettersOfEveryServiceAreListedWhateverTheyHold(String topic) {
        // Given: no text, no numbers where numbers should be
        String key = "key-\0-" + model;
        byte[] value = {0, (byte) 0xff, (byte) 0xed, (byte) 0xa0, (byte) 0x80, 'x'};
        Map<String, String> headers = Map.of(
                DeadLetterHeaders.REASON, "why\0 not",
                DeadLetterHeaders.PARTITION, "none",
                DeadLetterHeaders.OFFSET, "99",
                DeadLetterHeaders.RECIPE, "r".repeat(5000));

        // When
        topics.send(topic, key, value, headers);

        // Then
        eventually(() -> {
            List<Map<String, Object>> letters =
                    get("/api/dead-letters?limit=200&topic=" + topic).getList("items");
            Map<String, Object> letter = letters.stream()
                    .filter(each -> String.valueOf(each.get("key")).endsWith(model))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("not listed yet"));
            assertThat(letter).containsEntry("reason", "why\uFFFD not").containsEntry("bytes", 6);
            assertThat((String) letter.get("recipe")).hasSize(1000);
        });
    }

    @Test
    void textThatPostgresCannotHoldIsStoredWithAReplacement() {
        // Given
        Events events = Events.about(neuron(0, 1))
                .on("a\0b", " two", "\uD83D\uDE00", " four")
                .explainedAs("null \0 here");
        byte[] loneSurrogate = new String(
                        EventTopic.EXPLANATIONS.codec().encode(events.explanation()), StandardCharsets.UTF_8)
                .replace("null ", "half \\ud800 ")
                .getBytes(StandardCharsets.UTF_8);

        // When
        topics.send(Topics.EXPLANATIONS, events.neuron().key(), loneSurrogate, Map.of());
        topics.send(EventTopic.NEURON_ACTIVATIONS, events.activations());
        topics.send(EventTopic.SIMULATIONS, events.simulation());
        awaitScores(1);

        // Then
        eventually(() -> {
            JsonPath neuron = get("/api/neurons/" + events.neuron());
            assertThat(neuron.getString("explanations[0].text")).isEqualTo("half \uFFFD \uFFFD here");
            assertThat(neuron.getString("activations[0].excerpts[0].tokens[0]")).isEqualTo("a\0b");
            assertThat(neuron.getString("activations[0].excerpts[0].tokens[2]")).isEqualTo("\uD83D\uDE00");
        });
    }
}
