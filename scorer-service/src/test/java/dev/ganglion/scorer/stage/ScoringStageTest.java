package dev.ganglion.scorer.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.delivery.EventTopic;
import dev.ganglion.delivery.TopicClient;
import dev.ganglion.events.DeadLetterHeaders;
import dev.ganglion.events.Scores;
import dev.ganglion.events.Topics;
import dev.ganglion.local.KafkaAndPostgres;
import dev.ganglion.scorer.fixture.Events;
import dev.ganglion.scorer.fixture.ScorerServiceTest;
import dev.ganglion.scorer.scoring.Scorer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(KafkaAndPostgres.class)
class ScoringStageTest extends ScorerServiceTest {

    @Test
    void aSimulationSentTwiceGivesTheSameScoresTwice() {
        // Given
        Events events = Events.about(neuron(0, 1));

        // When
        topics.send(EventTopic.SIMULATIONS, events.simulation());
        topics.send(EventTopic.SIMULATIONS, events.simulation());

        // Then
        eventually(() -> {
            List<ConsumerRecord<byte[], byte[]>> records =
                    topics.read(Topics.SCORES, events.neuron().key());
            assertThat(records).hasSize(2).allSatisfy(record -> {
                Scores scores = EventTopic.SCORES.codec().decode(record.value());
                assertThat(scores).isEqualTo(new Scorer().score(events.simulation()));
                assertThat(TopicClient.header(record, "ce_id"))
                        .isEqualTo(scores.id().toString());
            });
        });
    }

    @Test
    void aMalformedSimulationIsPutAsideAndTheNextOneIsScored() {
        // Given
        Events events = Events.about(neuron(0, 2));
        String key = events.neuron().key();
        byte[] malformed = "not JSON".getBytes(StandardCharsets.UTF_8);

        // When
        topics.send(Topics.SIMULATIONS, key, malformed, Map.of());
        topics.send(EventTopic.SIMULATIONS, events.simulation());

        // Then
        eventually(() -> {
            assertThat(topics.read(Topics.SCORES, key)).hasSize(1);
            assertThat(topics.read(Topics.SCORER_DLQ, key)).anySatisfy(letter -> {
                assertThat(TopicClient.header(letter, DeadLetterHeaders.GROUP)).isEqualTo("scorer");
                assertThat(TopicClient.header(letter, DeadLetterHeaders.REASON))
                        .startsWith("malformed Simulation: not JSON");
                assertThat(letter.value()).isEqualTo(malformed);
            });
        });
    }
}
