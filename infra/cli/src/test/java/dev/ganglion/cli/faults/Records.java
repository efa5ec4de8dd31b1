package dev.ganglion.cli.faults;

import dev.ganglion.events.DeadLetterHeaders;
import dev.ganglion.events.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What is on the topics, and how far the consumer groups are. */
final class Records implements AutoCloseable {

    private static final List<String> ORIGIN = List.of(
            DeadLetterHeaders.TOPIC, DeadLetterHeaders.PARTITION, DeadLetterHeaders.OFFSET, DeadLetterHeaders.GROUP);

    private final Map<String, Object> settings;
    private final KafkaProducer<String, byte[]> producer;
    private final Admin admin;

    Records(String bootstrap) {
        settings = Map.of("bootstrap.servers", bootstrap);
        Map<String, Object> patient = new HashMap<>(settings);
        patient.put("delivery.timeout.ms", Integer.MAX_VALUE);
        patient.put("max.block.ms", Long.toString(Duration.ofMinutes(5).toMillis()));
        patient.put("enable.idempotence", true);
        producer = new KafkaProducer<>(patient, new StringSerializer(), new ByteArraySerializer());
        admin = Admin.create(settings);
    }

    /** Sends, and does not wait. */
    void send(String topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic, key, value));
    }

    /** Waits until the broker has everything that was sent. */
    void flush() {
        producer.flush();
    }

    /** Records of the topic, from the first on. */
    long count(String topic) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            return consumer.endOffsets(partitions(consumer, topic)).values().stream()
                    .mapToLong(end -> end)
                    .sum();
        }
    }

    /** Hands over every event of a topic that can be read, one after the other. */
    <T> void each(String topic, EventCodec<T> codec, Consumer<T> reader) {
        eachRecord(topic, record -> decode(codec, record.value()).ifPresent(reader));
    }

    /** Which record each dead letter of the topic was, and who put it aside. */
    Stream<String> origins(String deadLetters) {
        List<String> origins = new ArrayList<>();
        eachRecord(
                deadLetters,
                record -> origins.add(ORIGIN.stream()
                        .map(name -> record.headers().lastHeader(name))
                        .map(header -> header == null ? "" : new String(header.value(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining(" ", record.key() + " ", ""))));
        return origins.stream();
    }

    private void eachRecord(String topic, Consumer<ConsumerRecord<String, byte[]>> reader) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(reader);
            }
        }
    }

    /** Nothing for poison, which was put there on purpose. */
    private static <T> Optional<T> decode(EventCodec<T> codec, byte[] value) {
        try {
            return Optional.of(codec.decode(value));
        } catch (RuntimeException poison) {
            return Optional.empty();
        }
    }

    /** The groups that have members or offsets. */
    Set<String> groups() {
        return get(admin.listGroups().all()).stream()
                .map(group -> group.groupId())
                .collect(Collectors.toSet());
    }

    /** Records between what the group has committed and the end of the topic. */
    long lag(String group, String topic) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            return consumer.endOffsets(partitions(consumer, topic)).entrySet().stream()
                    .mapToLong(end -> end.getValue()
                            - (committed.get(end.getKey()) == null
                                    ? 0
                                    : committed.get(end.getKey()).offset()))
                    .sum();
        }
    }

    /** The partitions of each member of a group. */
    Collection<Set<TopicPartition>> members(String group) {
        ConsumerGroupDescription description =
                get(admin.describeConsumerGroups(List.of(group)).all()).get(group);
        return description.members().stream()
                .map(member -> member.assignment().topicPartitions())
                .toList();
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the broker does not answer", e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
        admin.close(Duration.ofSeconds(2));
    }
}
