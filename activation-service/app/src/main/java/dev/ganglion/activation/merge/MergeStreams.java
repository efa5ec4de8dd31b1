package dev.ganglion.activation.merge;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Runs the merge in this process, beside the recording of requests, in a consumer group of its own. */
@ApplicationScoped
public class MergeStreams {

    private static final Logger LOG = Logger.getLogger(MergeStreams.class);
    static final Duration STOP = Duration.ofSeconds(5);
    /** A partial record may have half a megabyte: some in each poll, and some waiting for each partition. */
    private static final int RECORDS_AT_ONCE = 16;

    private static final int FETCH_BYTES = 4 << 20;
    private static final int LARGEST_RECORD = 16 << 20;

    private final boolean enabled;
    private final String bootstrapServers;
    private final String group;
    private final int threads;
    private final Optional<Path> directory;
    private final PartialProcessor.Settings settings;
    private final MergeMeters meters;
    private final String service;
    private RecordSender sender;
    private StateDirectory stateDirectory;
    private KafkaStreams streams;

    MergeStreams(
            MeterRegistry metrics,
            @ConfigProperty(name = "activation.merge.enabled") boolean enabled,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "activation.merge.group") String group,
            @ConfigProperty(name = "activation.merge.threads") int threads,
            @ConfigProperty(name = "activation.merge.retention") Duration retention,
            @ConfigProperty(name = "activation.merge.state-dir") Optional<Path> directory,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.enabled = enabled;
        this.bootstrapServers = bootstrapServers;
        this.group = group;
        this.threads = threads;
        this.directory = directory;
        this.settings = new PartialProcessor.Settings(group, retention);
        this.service = service;
        this.meters = new MergeMeters(metrics);
    }

    void start(@Observes StartupEvent startup) {
        if (!enabled) {
            return;
        }
        stateDirectory = StateDirectory.of(directory);
        sender = new RecordSender(producing(), service);
        streams = streams(stateDirectory.path());
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.error("the merge of partial records has failed, and stops; the process is no longer alive", failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.start();
    }

    private KafkaStreams streams(Path stateDir) {
        try {
            return new KafkaStreams(
                    MergeTopology.of(() -> new PartialProcessor(sender, meters, settings)), properties(stateDir));
        } catch (StreamsException e) {
            throw new IllegalStateException(
                    "The merge's state directory " + stateDir + " cannot be used (" + e.getMessage()
                            + "); give each process one of its own: ACTIVATION_MERGE_STATE_DIR.",
                    e);
        }
    }

    /** After the recording, whose partial records it may still merge. */
    void stop(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent shutdown) {
        if (streams != null) {
            streams.close(STOP);
            sender.close();
            stateDirectory.release();
        }
    }

    /** Whether it runs or can run; also where it is switched off. */
    boolean isAlive() {
        return streams == null
                || streams.state().isRunningOrRebalancing()
                || streams.state() == KafkaStreams.State.CREATED;
    }

    /** That of Kafka Streams, in lower case; {@code off} where it is switched off. */
    public String state() {
        return streams == null ? "off" : streams.state().name().toLowerCase(Locale.ROOT);
    }

    /** Records of this process's partitions that wait for shards. */
    public long waiting() {
        return meters.waiting();
    }

    /** Records merged since the start. */
    public long merged() {
        return meters.mergedCount();
    }

    private Properties properties(Path stateDir) {
        Properties all = new Properties();
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, group);
        all.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        all.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 5_000);
        // A broker that is away delays, and fails nothing.
        all.put(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, Long.MAX_VALUE);
        all.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, RECORDS_AT_ONCE);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), RECORDS_AT_ONCE);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), FETCH_BYTES);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        producing().forEach((key, value) -> all.put(StreamsConfig.producerPrefix(key), value));
        // A dead letter is a record as it was read, however large it is without its compression.
        all.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), LARGEST_RECORD);
        return all;
    }

    /** As the services' other records are sent. A broker that is away delays, and fails nothing. */
    private Map<String, Object> producing() {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "zstd",
                ProducerConfig.COMPRESSION_ZSTD_LEVEL_CONFIG,
                1,
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                1 << 20,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                Long.MAX_VALUE,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Integer.MAX_VALUE,
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1);
    }
}
