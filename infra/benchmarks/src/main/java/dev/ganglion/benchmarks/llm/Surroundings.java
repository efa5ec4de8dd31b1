package dev.ganglion.benchmarks.llm;

import dev.ganglion.events.Topics;
import dev.ganglion.local.LocalBroker;
import dev.ganglion.local.LocalOptions;
import dev.ganglion.local.LocalPostgres;
import dev.ganglion.local.LocalTopics;
import dev.ganglion.local.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker and a database of its own, processes as in the demo, whose data is removed in the end. */
final class Surroundings implements AutoCloseable {

    private final Path directory;
    private final LocalBroker broker;
    private final LocalPostgres database;

    private Surroundings(Path directory, LocalBroker broker, LocalPostgres database) {
        this.directory = directory;
        this.broker = broker;
        this.database = database;
    }

    static Surroundings start() throws IOException {
        Path directory = Files.createTempDirectory("ganglion-benchmark");
        LocalBroker broker = LocalBroker.start(options(directory, "kafka"));
        try {
            LocalTopics.create(broker.bootstrapServers(), Topics.all(), LocalTopics.PARTITIONS);
            return new Surroundings(directory, broker, LocalPostgres.start(options(directory, "postgres")));
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** Durable: what a commit of the ledger costs is part of what is measured. */
    private static LocalOptions options(Path directory, String title) {
        return new LocalOptions(directory.resolve(title), Ports.free(), directory.resolve(title + ".log"), true, true);
    }

    /** Puts so many records on a topic, compressed as services do, and returns when the broker has them. */
    void fill(String topic, int records, IntFunction<byte[]> value) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "zstd",
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.BATCH_SIZE_CONFIG,
                512 * 1024,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                1024 * 1024);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (int n = 0; n < records; n++) {
                producer.send(new ProducerRecord<>(topic, SyntheticNeurons.key(n), value.apply(n)));
            }
            producer.flush();
        }
    }

    /** What a service needs to know of them. */
    Map<String, String> environment() {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                "QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl(),
                "QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME", LocalPostgres.USER,
                "QUARKUS_DATASOURCE_PASSWORD", "");
    }

    Path log(String title) {
        return directory.resolve(title + ".log");
    }

    @Override
    public void close() throws IOException {
        database.close();
        broker.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
