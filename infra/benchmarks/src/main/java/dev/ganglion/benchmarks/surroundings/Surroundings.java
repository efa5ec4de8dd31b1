package dev.ganglion.benchmarks.surroundings;

import dev.ganglion.events.Topics;
import dev.ganglion.local.LocalBroker;
import dev.ganglion.local.LocalDatabase;
import dev.ganglion.local.LocalOptions;
import dev.ganglion.local.LocalPostgres;
import dev.ganglion.local.LocalTopics;
import dev.ganglion.local.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/** A broker and a database of its own, processes as in the demo, whose data is removed in the end. */
public final class Surroundings implements AutoCloseable {

    private final Path directory;
    private final LocalBroker broker;
    private final LocalPostgres database;
    private boolean closed; // guarded by this

    private Surroundings(Path directory, LocalBroker broker, LocalPostgres database) {
        this.directory = directory;
        this.broker = broker;
        this.database = database;
    }

    public static Surroundings start() throws IOException {
        Path directory = Files.createTempDirectory("ganglion-benchmark");
        LocalBroker broker = LocalBroker.start(options(directory, "kafka"));
        try {
            LocalTopics.create(broker.bootstrapServers(), Topics.all(), LocalTopics.PARTITIONS);
            Surroundings surroundings =
                    new Surroundings(directory, broker, LocalPostgres.start(options(directory, "postgres")));
            Runtime.getRuntime().addShutdownHook(new Thread(surroundings::closeInterrupted));
            return surroundings;
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
    public void fill(String topic, int records, IntFunction<String> key, IntFunction<byte[]> value) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (int n = 0; n < records; n++) {
                producer.send(
                        new ProducerRecord<>(topic, key.apply(n).getBytes(StandardCharsets.UTF_8), value.apply(n)));
            }
            producer.flush();
        }
    }

    /** A plain producer with the settings of the services' own. */
    public KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "zstd",
                ProducerConfig.COMPRESSION_ZSTD_LEVEL_CONFIG,
                1,
                ProducerConfig.LINGER_MS_CONFIG,
                100,
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 * 1024,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                1024 * 1024,
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    public LocalDatabase database() {
        return database.database();
    }

    /** Of the broker. */
    public long brokerPid() {
        return broker.process().pid();
    }

    /** Of the server that the others of the database are children of. */
    public long databasePid() throws IOException {
        return Long.parseLong(Files.readAllLines(directory.resolve("postgres/postmaster.pid"))
                .get(0)
                .strip());
    }

    /** What a service needs to know of them. */
    public Map<String, String> environment() {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                "QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl(),
                "QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME", LocalPostgres.USER,
                "QUARKUS_DATASOURCE_PASSWORD", "");
    }

    public Path log(String title) {
        return directory.resolve(title + ".log");
    }

    /** So that a measurement that is interrupted leaves nothing behind. */
    private void closeInterrupted() {
        try {
            close();
        } catch (IOException e) {
            System.err.println("ganglion: " + directory + " is left behind: " + e.getMessage());
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        database.close();
        broker.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
