package dev.ganglion.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A service's neighbours on the broker, for tests: writes and reads topics with Kafka's own clients. */
public final class TopicClient implements AutoCloseable {

    private final Map<String, Object> settings;
    private final KafkaProducer<byte[], byte[]> producer;

    public TopicClient(String bootstrapServers) {
        this.settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "compression.type",
                "zstd",
                "max.request.size",
                16 * 1024 * 1024);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends an event as its service would, and waits until the broker has it. */
    public <T> RecordMetadata send(EventTopic<T> topic, T event) {
        return send(topic.name(), topic.key().apply(event), topic.codec().encode(event), Map.of());
    }

    /**
     * Sends events, the first, the second and so on, until it is told to stop, so that a test can act while they come.
     *
     * @param events by ordinal, from 0
     */
    public <T> Sending keepSending(EventTopic<T> topic, IntFunction<T> events) {
        return new Sending(ordinal -> {
            T event = events.apply(ordinal);
            producer.send(new ProducerRecord<>(
                    topic.name(),
                    topic.key().apply(event).getBytes(StandardCharsets.UTF_8),
                    topic.codec().encode(event)));
        });
    }

    /** Sends any bytes, and waits until the broker has them. */
    public RecordMetadata send(String topic, String key, byte[] value, Map<String, String> headers) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, key == null ? null : key.getBytes(StandardCharsets.UTF_8), value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try {
            return producer.send(record).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Everything that is on the topic under this key now, from the first record on. */
    public List<ConsumerRecord<byte[], byte[]>> read(String topic, String key) {
        return readAll(topic).stream()
                .filter(record -> record.key() != null && new String(record.key(), StandardCharsets.UTF_8).equals(key))
                .toList();
    }

    /** Everything that is on the topic now, from the first record on. */
    public List<ConsumerRecord<byte[], byte[]>> readAll(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    /** The keys that are on the topic now. */
    public Set<String> keys(String topic) {
        return readAll(topic).stream()
                .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                .collect(Collectors.toSet());
    }

    /** How many records of the topic the group has not committed. */
    public long lag(String group, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return consumer.endOffsets(partitions(consumer, topic)).entrySet().stream()
                    .mapToLong(end -> end.getValue()
                            - committed(group, topic, end.getKey().partition()).orElse(0L))
                    .sum();
        }
    }

    /** The offset that the group goes on from; empty if it has none. */
    public Optional<Long> committed(String group, String topic, int partition) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", settings.get("bootstrap.servers")))) {
            return Optional.ofNullable(admin.listConsumerGroupOffsets(group)
                            .partitionsToOffsetAndMetadata()
                            .get()
                            .get(new TopicPartition(topic, partition)))
                    .map(offset -> offset.offset());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** How many members the group has now. */
    public int members(String group) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", settings.get("bootstrap.servers")))) {
            return admin.describeConsumerGroups(List.of(group))
                    .all()
                    .get()
                    .get(group)
                    .members()
                    .size();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** The last header of this name as text; null if there is none. */
    public static String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", settings.get("bootstrap.servers")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /** About a thousand events a second. */
    public final class Sending {

        private final AtomicBoolean stopped = new AtomicBoolean();
        private final CompletableFuture<Integer> sent;

        private Sending(IntConsumer send) {
            sent = CompletableFuture.supplyAsync(() -> {
                int ordinal = 0;
                while (!stopped.get()) {
                    send.accept(ordinal++);
                    LockSupport.parkNanos(1_000_000);
                }
                producer.flush();
                return ordinal;
            });
        }

        /** Stops, waits until the broker has everything, and returns how many events that were. */
        public int stop() {
            stopped.set(true);
            return sent.join();
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
