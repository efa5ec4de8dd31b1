package dev.ganglion.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.events.Topics.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running broker does. */
class LocalBrokerTest {

    @TempDir
    private static Path directory;

    private static LocalBroker broker;

    @BeforeAll
    static void start() {
        broker = LocalBroker.start(options("broker"));
    }

    @AfterAll
    static void stop() {
        broker.close();
        assertThat(broker.process().isAlive()).isFalse();
    }

    private static LocalOptions options(String name) {
        return new LocalOptions(directory.resolve(name), Ports.free(), directory.resolve(name + ".log"), true, true);
    }

    @Test
    void topicsThatAreThereAreLeftAlone() throws Exception {
        // Given
        Letters letters = Letters.on(broker);
        letters.send("kept");

        // When
        LocalTopics.create(broker.bootstrapServers(), Letters.TOPICS, Letters.PARTITIONS);

        // Then
        assertThat(letters.all()).contains("kept");
    }

    @Test
    void aTopicWithOtherPartitionsIsRefusedWithOneSentence() {
        // Given
        Letters.on(broker);

        // When, Then
        assertThatThrownBy(() -> LocalTopics.create(broker.bootstrapServers(), Letters.TOPICS, 3))
                .isInstanceOf(LocalException.class)
                .hasMessage("topic letters has 2 partitions, and should have 3: "
                        + "delete the broker's data directory, or make the topic anew");
    }

    @Test
    void aTopicThatWasJustMadeTakesAllThatIsSentAtOnce() throws Exception {
        // Given: a topic that the broker is busy with for a moment
        String topic = "just-made";
        int partitions = 200;
        byte[] batch = new byte[20_000];
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", broker.bootstrapServers(),
                        "linger.ms", 0,
                        "request.timeout.ms", 10_000,
                        "delivery.timeout.ms", 60_000),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            LocalTopics.create(broker.bootstrapServers(), List.of(new Topic(topic, Topic.FOR_EVER, false)), partitions);

            // When: a producer does not wait until it hears of its first batch
            for (int i = 0; i < 5 * partitions; i++) {
                sent.add(producer.send(new ProducerRecord<>(topic, i % partitions, null, batch)));
            }

            // Then
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        }
    }

    @Test
    void anEventOfTheLargestSizeIsTaken() {
        // Given
        Letters letters = Letters.on(broker);

        // When, Then
        assertThatCode(() -> letters.send("x".repeat(512 * 1024))).doesNotThrowAnyException();
    }

    @Test
    void twoBrokersRunSideBySide() throws Exception {
        // Given
        Letters.on(broker).send("mine");
        try (LocalBroker other = LocalBroker.start(options("other"))) {
            Letters letters = Letters.on(other);

            // When
            letters.send("yours");

            // Then
            assertThat(letters.all()).containsExactly("yours");
        }
    }

    @Test
    void aSecondBrokerOnTheSameDataIsToldWhichProcessHasThem() {
        // Given
        LocalOptions options = new LocalOptions(
                directory.resolve("broker"), Ports.free(), directory.resolve("second.log"), true, true);

        // When, Then
        assertThatThrownBy(() -> LocalBroker.start(options))
                .isInstanceOf(LocalException.class)
                .hasMessage("kafka did not start: the data directory " + directory.resolve("broker")
                        + " is used by process " + broker.process().pid()
                        + ": stop that one, or choose another directory (its log: " + directory.resolve("second.log")
                        + ")");
    }

    @Test
    void theTerminalsInterruptDoesNotStopIt() throws Exception {
        // Given
        String pid = Long.toString(broker.process().pid());

        // When
        new ProcessBuilder("kill", "-INT", pid).start().waitFor();
        Thread.sleep(300);

        // Then
        assertThat(broker.process().isAlive()).isTrue();
    }
}
