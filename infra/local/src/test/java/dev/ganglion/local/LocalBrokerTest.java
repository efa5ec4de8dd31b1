package dev.ganglion.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.events.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBrokerTest {

    private static final List<Topics.Topic> TOPICS = List.of(new Topics.Topic("letters", Topics.Topic.FOR_EVER, false));

    @TempDir
    Path directory;

    private LocalOptions options(String name, int port) {
        return new LocalOptions(directory.resolve(name), port, directory.resolve(name + ".log"), true, true);
    }

    @Test
    void whatWasAcknowledgedIsThereAfterKillAndRestart() throws Exception {
        // Given
        LocalBroker killed = LocalBroker.start(options("data", Ports.free()));
        LocalTopics.create(killed.bootstrapServers(), TOPICS, 2);
        send(killed, "first");
        killed.process().handle().destroyForcibly();
        killed.process().handle().onExit().get(20, TimeUnit.SECONDS);

        // When
        List<String> read;
        try (LocalBroker restarted = LocalBroker.start(options("data", Ports.free()))) {
            LocalTopics.create(restarted.bootstrapServers(), TOPICS, 2);
            send(restarted, "second");
            read = readAll(restarted, 2);
        }

        // Then
        assertThat(read).containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void aTopicWithOtherPartitionsIsRefusedWithOneSentence() {
        // Given
        try (LocalBroker broker = LocalBroker.start(options("data", Ports.free()))) {
            LocalTopics.create(broker.bootstrapServers(), TOPICS, 2);

            // When, Then
            assertThatThrownBy(() -> LocalTopics.create(broker.bootstrapServers(), TOPICS, 3))
                    .isInstanceOf(LocalException.class)
                    .hasMessageStartingWith("topic letters has 2 partitions, and should have 3");
        }
    }

    @Test
    void aUsedPortIsOneSentence() throws IOException {
        // Given
        try (ServerSocket used = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LocalOptions options = options("data", used.getLocalPort());

            // When, Then
            assertThatThrownBy(() -> LocalBroker.start(options))
                    .isInstanceOf(LocalException.class)
                    .hasMessage("port " + used.getLocalPort()
                            + " is in use: stop what listens there, or give the broker another port");
        }
    }

    @Test
    void aDataDirectoryOfAnotherClusterIsOneSentence() throws IOException {
        // Given
        Path log = Files.createDirectories(directory.resolve("data/log"));
        Files.writeString(log.resolve("meta.properties"), "version=1\ncluster.id=another\nnode.id=1\n");

        // When, Then
        assertThatThrownBy(() -> LocalBroker.start(options("data", Ports.free())))
                .isInstanceOf(LocalException.class)
                .hasMessageContaining("the data directory " + directory.resolve("data"))
                .hasMessageContaining("move it away or delete it")
                .hasMessageNotContaining("\n");
    }

    private static void send(LocalBroker broker, String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("letters", value)).get(20, TimeUnit.SECONDS);
        }
    }

    private static List<String> readAll(LocalBroker broker, int expected) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition("letters", 0), new TopicPartition("letters", 1)));
            for (int i = 0; i < 20 && values.size() < expected; i++) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
                    values.add(record.value());
                }
            }
        }
        return values;
    }
}
