package dev.ganglion.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.local.LocalBroker;
import dev.ganglion.local.LocalOptions;
import dev.ganglion.local.Ports;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every service has without being told. */
class SharedConfigurationTest {

    private static final String CONNECTOR = "mp.messaging.connector.smallrye-kafka.";
    private static final int SMALL_BATCH = 20_000;
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private SmallRyeConfig shared;

    @BeforeEach
    void read() throws Exception {
        URL file = OrderlyStop.class.getResource("/META-INF/microprofile-config.properties");
        shared = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(file))
                .build();
    }

    @Test
    void aServiceThatIsToldOfNoBrokerHasThatOfThisMachine() {
        assertThat(shared.getValue("kafka.bootstrap.servers", String.class)).isEqualTo("localhost:9092");
    }

    @Test
    void allThatIsSentArrivesThoughTheBrokerIsNotReadyForEveryPartition() throws Exception {
        // Given: a broker that has not quite made a topic's partitions when the first records come
        String topic = "not-quite-made";
        int partitions = 200;
        byte[] batch = new byte[SMALL_BATCH];
        new Random(1).nextBytes(batch);
        LocalOptions options =
                new LocalOptions(directory.resolve("data"), Ports.free(), directory.resolve("log"), true, true);
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        try (LocalBroker broker = LocalBroker.start(options);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            KafkaProducer<byte[], byte[]> producer = producer(broker);
            try {
                admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                        .all()
                        .get();

                // When
                for (int i = 0; i < 5 * partitions; i++) {
                    CompletableFuture<Void> one = new CompletableFuture<>();
                    producer.send(new ProducerRecord<>(topic, i % partitions, null, batch), (metadata, problem) -> {
                        if (problem == null) {
                            one.complete(null);
                        } else {
                            one.completeExceptionally(problem);
                        }
                    });
                    sent.add(one);
                }

                // Then
                assertThat(CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)))
                        .succeedsWithin(SOON);
            } finally {
                producer.close(Duration.ZERO);
            }
        }
    }

    private KafkaProducer<byte[], byte[]> producer(LocalBroker broker) {
        Map<String, Object> settings = new HashMap<>();
        ProducerConfig.configNames().forEach(name -> shared.getOptionalValue(CONNECTOR + name, String.class)
                .ifPresent(value -> settings.put(name, value)));
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        // With large batches, and time to fill them, one is seldom sent while another is on its way.
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, SMALL_BATCH);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
