package dev.ganglion.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ganglion.activation.merge.SameRecords;
import dev.ganglion.delivery.EventTopic;
import dev.ganglion.delivery.PackagedService;
import dev.ganglion.delivery.TopicClient;
import dev.ganglion.demo.DemoModel;
import dev.ganglion.events.ActivationRequest;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.Shard;
import dev.ganglion.events.Topics;
import dev.ganglion.local.LocalBroker;
import dev.ganglion.local.LocalOptions;
import dev.ganglion.local.LocalTopics;
import dev.ganglion.local.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as it is deployed: when it is stopped, and when its broker goes away. The fault suite kills it. */
@Tag("slow")
class ActivationServiceIT {

    private static final int NEURONS = 4 * 768;
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final String GROUP = "activation";
    /** The shortest that a broker takes: after a kill the request waits for so long. */
    private static final Map<String, String> SESSION =
            Map.of("mp.messaging.incoming.activation-requests.session.timeout.ms", "6000");

    @TempDir
    private Path directory;

    private LocalOptions options;
    private LocalBroker broker;
    private TopicClient topics;

    @BeforeEach
    void startBroker() {
        options =
                new LocalOptions(directory.resolve("kafka"), Ports.free(), directory.resolve("kafka.log"), true, false);
        broker = LocalBroker.start(options);
        LocalTopics.create(broker.bootstrapServers(), Topics.all(), LocalTopics.PARTITIONS);
        topics = new TopicClient(broker.bootstrapServers());
    }

    @AfterEach
    void stopBroker() {
        topics.close();
        broker.close();
    }

    private PackagedService start() {
        return start(directory);
    }

    /** @param own for what it prints, and the merge's state */
    private PackagedService start(Path own) {
        Map<String, String> settings = new HashMap<>(SESSION);
        settings.put("activation.merge.state-dir", own.resolve("merge").toString());
        PackagedService service = PackagedService.start(
                own, Map.of("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(), "OMP_NUM_THREADS", "1"), settings);
        await().atMost(LONG).until(() -> service.isUp("ready"));
        return service;
    }

    private void request(Path corpus, List<Integer> layers) {
        request(corpus, layers, Shard.WHOLE);
    }

    private void request(Path corpus, List<Integer> layers, Shard shard) {
        topics.send(
                EventTopic.ACTIVATION_REQUESTS,
                new ActivationRequest(
                        UUID.randomUUID(),
                        "demo",
                        DemoModel.directory().toString(),
                        corpus.toString(),
                        layers,
                        shard,
                        null));
    }

    private boolean isAcknowledged() {
        return topics.lag(GROUP, Topics.ACTIVATION_REQUESTS) == 0;
    }

    private long distinctIds() {
        return topics.readAll(Topics.NEURON_ACTIVATIONS).stream()
                .map(record -> TopicClient.header(record, "ce_id"))
                .distinct()
                .count();
    }

    @Test
    void stoppedWhileItRecordsItEndsSoonAndTheRequestIsDoneByTheNext() {
        // Given
        PackagedService first = start();
        request(DemoModel.corpus(), List.of(0));
        await().atMost(LONG).until(() -> first.out().contains("demo: scanning:"));

        // When
        Instant stop = Instant.now();
        first.close();
        Duration stopping = Duration.between(stop, Instant.now());
        boolean acknowledged = isAcknowledged();
        try (PackagedService second = start()) {
            await().atMost(LONG).until(() -> isAcknowledged() && second.isUp("live"));
        }

        // Then
        assertThat(first.out()).contains("is given up here").doesNotContain("ERROR");
        assertThat(acknowledged).isFalse();
        assertThat(stopping).isLessThan(Duration.ofSeconds(10));
        assertThat(topics.readAll(Topics.NEURON_ACTIVATIONS)).hasSize(768);
        assertThat(topics.readAll(Topics.ACTIVATION_DLQ)).isEmpty();
    }

    @Test
    void aBrokerThatGoesAwayDelaysTheRecordsAndLosesNone() throws InterruptedException {
        // Given
        try (PackagedService service = start()) {
            request(SmallCorpus.in(directory), null);
            await().atMost(LONG)
                    .until(() -> topics.keys(Topics.NEURON_ACTIVATIONS).size() > 0);

            // When
            broker.close();
            Thread.sleep(3_000);
            boolean done = service.out().contains("demo: publishing:");
            boolean alive = service.isUp("live");
            broker = LocalBroker.start(options);
            await().atMost(LONG).until(this::isAcknowledged);

            // Then
            assertThat(done).as("all published before the broker went away").isFalse();
            assertThat(alive).isTrue();
        }
        assertThat(topics.keys(Topics.NEURON_ACTIVATIONS)).hasSize(NEURONS);
        assertThat(distinctIds()).isEqualTo(NEURONS);
        assertThat(topics.readAll(Topics.ACTIVATION_DLQ)).isEmpty();
    }

    /** Two workers on the shards of a corpus, one of which is killed in a shard of its own, against one on the whole. */
    @Test
    void shardsOfTwoWorkersAreMergedToWhatOneWouldHaveFoundAlsoIfOneIsKilled() throws Exception {
        // Given
        Path corpus = SmallCorpus.in(directory, 240);
        PackagedService first = start(Files.createDirectory(directory.resolve("first")));
        PackagedService second = start(Files.createDirectory(directory.resolve("second")));
        await().atMost(LONG).until(() -> topics.members(GROUP) == 2);
        for (int shard = 0; shard < 4; shard++) {
            request(corpus, List.of(1), new Shard(shard, 4));
        }

        // When
        await().atMost(LONG).pollInterval(Duration.ofMillis(20)).until(() -> isInAShard(first) || isInAShard(second));
        PackagedService killed = isInAShard(first) ? first : second;
        PackagedService left = killed == first ? second : first;
        killed.kill();
        await().atMost(LONG).until(this::isAcknowledged);
        await().atMost(LONG).until(() -> topics.keys(Topics.NEURON_ACTIVATIONS).size() == 768);
        Map<String, NeuronActivations> merged = records();
        request(corpus, List.of(1));
        await().atMost(LONG).until(() -> left.out().contains("publishing: 768 neurons") && isAcknowledged());
        left.close();

        // Then
        assertThat(merged).hasSize(768);
        SameRecords.assertSame(merged, records());
        assertThat(distinctIds()).isEqualTo(768);
        assertThat(topics.readAll(Topics.ACTIVATION_DLQ)).isEmpty();
        assertThat(left.out()).doesNotContain("ERROR");
    }

    /** Whether the model runs over a shard. */
    private static boolean isInAShard(PackagedService service) {
        return service.out().contains("of 4, over") && service.out().contains("scanning:");
    }

    /** By neuron, the last of each. */
    private Map<String, NeuronActivations> records() {
        Map<String, NeuronActivations> records = new HashMap<>();
        topics.readAll(Topics.NEURON_ACTIVATIONS).forEach(record -> {
            NeuronActivations event = EventTopic.NEURON_ACTIVATIONS.codec().decode(record.value());
            records.put(event.neuron().key(), event);
        });
        return records;
    }
}
