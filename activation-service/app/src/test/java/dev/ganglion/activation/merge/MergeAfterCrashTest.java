package dev.ganglion.activation.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ganglion.activation.SmallCorpus;
import dev.ganglion.activation.TestModels;
import dev.ganglion.delivery.EventTopic;
import dev.ganglion.delivery.TopicClient;
import dev.ganglion.events.NeuronActivationPartial;
import dev.ganglion.events.Shard;
import dev.ganglion.events.Topics;
import dev.ganglion.local.KafkaAndPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A merge that begins with what a crash has left in its changelog. */
@QuarkusTest
@WithTestResource(value = KafkaAndPostgres.class, initArgs = @ResourceArg(name = "postgres", value = "false"))
@WithTestResource(TestModels.class)
class MergeAfterCrashTest {

    private static final String MODEL = "crashed";
    private static final String GROUP = "merge-after-crash";
    private static final String CHANGELOG = GROUP + "-" + PartialStores.STORE + "-changelog";
    /** Twice as long as the broker waits for a member of a group that a busy machine has kept from answering. */
    private static final Duration SOON = Duration.ofSeconds(90);
    /** Longer than a merge waits until it looks after what it found in its store. */
    private static final Duration LOOKED_AFTER = Duration.ofSeconds(3);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @TempDir
    private Path directory;

    private TopicClient topics;
    private Admin admin;

    @BeforeEach
    void connect() {
        topics = new TopicClient(bootstrapServers);
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    @AfterEach
    void disconnect() {
        topics.close();
        admin.close();
    }

    @Test
    void aPartialRecordThatTheStateSaysIsThereAndIsNotIsWaitedFor() throws Exception {
        // Given: a neuron whose record was complete, but for the changelog's last words
        ShardRequests requests = new ShardRequests(topics, SmallCorpus.in(directory));
        requests.record(MODEL, new Shard(0, 2));
        requests.record(MODEL, new Shard(1, 2));
        String neuron = MODEL + "/0-mlp/5";
        await().atMost(SOON).until(() -> records(neuron) > 0);
        ConsumerRecord<byte[], byte[]> lost = ofShard(0, neuron);
        ConsumerRecord<byte[], byte[]> kept = ofShard(1, neuron);
        leave(lost, kept);
        haveReadAll();

        // When: it begins, and what was not committed comes again
        int before = records(neuron);
        AtomicReference<Throwable> ended = new AtomicReference<>();
        try (RecordSender sender = new RecordSender(Map.of("bootstrap.servers", bootstrapServers), "a-service");
                KafkaStreams merge = merge(sender)) {
            merge.setUncaughtExceptionHandler(problem -> {
                ended.set(problem);
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
            merge.start();
            await().atMost(SOON).until(() -> merge.state() == KafkaStreams.State.RUNNING);
            Thread.sleep(LOOKED_AFTER.toMillis());
            topics.send(Topics.NEURON_ACTIVATION_PARTIALS, neuron, lost.value(), Map.of());

            // Then
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(ended).as("what ended the merge").hasNullValue();
                assertThat(topics.keys(Topics.ACTIVATION_DLQ)).doesNotContain(neuron);
                assertThat(records(neuron)).isGreaterThan(before);
            });
        }
    }

    /** The last that came: a request that is delivered twice has more than one. */
    private ConsumerRecord<byte[], byte[]> ofShard(int shard, String neuron) {
        return topics.read(Topics.NEURON_ACTIVATION_PARTIALS, neuron).stream()
                .filter(record -> partial(record).shard().index() == shard)
                .reduce((first, later) -> later)
                .orElseThrow();
    }

    private int records(String neuron) {
        return topics.read(Topics.NEURON_ACTIVATIONS, neuron).size();
    }

    /** Leaves a state that says that both have come, and one of them. */
    private void leave(ConsumerRecord<byte[], byte[]> lost, ConsumerRecord<byte[], byte[]> kept) throws Exception {
        int partitions = partitions().size();
        admin.createTopics(List.of(
                        new NewTopic(CHANGELOG, partitions, (short) 1).configs(Map.of("cleanup.policy", "compact"))))
                .all()
                .get();
        NeuronActivationPartial first = partial(lost);
        NeuronActivationPartial second = partial(kept);
        String key = PartialStores.key(first);
        RecordState both =
                RecordState.begin(first, System.currentTimeMillis()).with(first).with(second);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            Bytes partialKey = PartialStores.partialKey(key, second.shard().index(), 0);
            Bytes stateKey = PartialStores.stateKey(key);
            // One by one: a broker that has not quite made a topic may refuse the first and take the second
            // (KAFKA-15591).
            producer.send(new ProducerRecord<>(CHANGELOG, lost.partition(), partialKey.get(), kept.value()))
                    .get();
            producer.send(new ProducerRecord<>(CHANGELOG, lost.partition(), stateKey.get(), both.bytes()))
                    .get();
        }
    }

    private static NeuronActivationPartial partial(ConsumerRecord<byte[], byte[]> record) {
        return EventTopic.NEURON_ACTIVATION_PARTIALS.codec().decode(record.value());
    }

    private List<TopicPartition> partitions() throws Exception {
        String topic = Topics.NEURON_ACTIVATION_PARTIALS;
        return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    /** Has the group go on behind all that is there. */
    private void haveReadAll() throws Exception {
        Map<TopicPartition, OffsetSpec> ends =
                partitions().stream().collect(Collectors.toMap(partition -> partition, end -> OffsetSpec.latest()));
        Map<TopicPartition, OffsetAndMetadata> read = admin.listOffsets(ends).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        end -> new OffsetAndMetadata(end.getValue().offset())));
        admin.alterConsumerGroupOffsets(GROUP, read).all().get();
    }

    private KafkaStreams merge(RecordSender sender) {
        MergeMeters meters = new MergeMeters(new SimpleMeterRegistry());
        PartialProcessor.Settings settings = new PartialProcessor.Settings(GROUP, Duration.ofDays(7));
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, GROUP);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG, directory.resolve("state").toString());
        return new KafkaStreams(MergeTopology.of(() -> new PartialProcessor(sender, meters, settings)), properties);
    }
}
