package dev.ganglion.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.events.Topics.Topic;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Names and settings are what operators have deployed: a change here is a migration there. */
class TopicsTest {

    @Test
    void theTopicsAreTheseAndKeepTheirRecordsThisLong() {
        assertThat(Topics.all())
                .containsExactly(
                        new Topic("activation-requests", Topic.FOR_EVER, false),
                        new Topic("neuron-activation-partials", TimeUnit.DAYS.toMillis(7), false),
                        new Topic("corpus-scans", Topic.FOR_EVER, true),
                        new Topic("neuron-activations", Topic.FOR_EVER, false),
                        new Topic("explanations", Topic.FOR_EVER, false),
                        new Topic("simulations", Topic.FOR_EVER, false),
                        new Topic("scores", Topic.FOR_EVER, false),
                        new Topic("recipes", Topic.FOR_EVER, true),
                        new Topic("dead-letter-decisions", Topic.FOR_EVER, true),
                        new Topic("activation-service.dlq", Topic.FOR_EVER, false),
                        new Topic("explainer-service.dlq", Topic.FOR_EVER, false),
                        new Topic("simulator-service.dlq", Topic.FOR_EVER, false),
                        new Topic("scorer-service.dlq", Topic.FOR_EVER, false));
    }

    @Test
    void everyServiceHasADeadLetterTopic() {
        assertThat(Topics.DEAD_LETTERS)
                .containsExactly(
                        "activation-service.dlq",
                        "explainer-service.dlq",
                        "simulator-service.dlq",
                        "scorer-service.dlq");
        assertThat(Topics.all()).extracting(Topic::name).containsAll(Topics.DEAD_LETTERS);
    }

    @Test
    void aTopicThatKeepsForEverSaysSoAsKafkaDoes() {
        assertThat(Topic.FOR_EVER).isEqualTo(-1);
    }
}
