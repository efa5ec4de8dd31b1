package dev.ganglion.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A service's neighbours on the broker, for tests: writes and reads topics with Kafka's own clients. */
public final class TopicClient implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer; // guarded by this
    private final Admin admin;

    /** What was read of each topic: tests look again and again until something is there, and read on from here. */
    private final Map<String, List<ConsumerRecord<byte[], byte[]>>> read = new HashMap<>(); // guarded by this

    private final Map<TopicPartition, Long> positions = new HashMap<>(); // guarded by this

    public TopicClient(String bootstrapServers) {
        Map<String, Object> broker = Map.of("bootstrap.servers", bootstrapServers);
        Map<String, Object> writing = new HashMap<>(broker);
        writing.put("compression.type", "zstd");
        writing.put("max.request.size", 16 * 1024 * 1024);
        // Each record is waited for, so there is nothing to wait for others with.
        writing.put("linger.ms", 0);
        this.producer = new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer());
        this.consumer = new KafkaConsumer<>(broker, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.admin = Admin.create(broker);
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
    public synchronized List<ConsumerRecord<byte[], byte[]>> readAll(String topic) {
        List<TopicPartition> partitions = partitions(topic);
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        begins.forEach((partition, begin) -> consumer.seek(partition, positions.getOrDefault(partition, begin)));
        List<ConsumerRecord<byte[], byte[]>> records = read.computeIfAbsent(topic, none -> new ArrayList<>());
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        partitions.forEach(partition -> positions.put(partition, consumer.position(partition)));
        return List.copyOf(records);
    }

    /** The keys that are on the topic now. */
    public Set<String> keys(String topic) {
        return readAll(topic).stream()
                .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                .collect(Collectors.toSet());
    }

    /** How many records of the topic the group has not committed. */
    public synchronized long lag(String group, String topic) {
        Map<TopicPartition, OffsetAndMetadata> committed = committed(group);
        return consumer.endOffsets(partitions(topic)).entrySet().stream()
                .mapToLong(end -> {
                    OffsetAndMetadata offset = committed.get(end.getKey());
                    return end.getValue() - (offset == null ? 0 : offset.offset());
                })
                .sum();
    }

    /** The offset that the group goes on from; empty if it has none. */
    public Optional<Long> committed(String group, String topic, int partition) {
        return Optional.ofNullable(committed(group).get(new TopicPartition(topic, partition)))
                .map(OffsetAndMetadata::offset);
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(String group) {
        return now(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    }

    /** How many members the group has now. */
    public int members(String group) {
        return now(admin.describeConsumerGroups(List.of(group)).all())
                .get(group)
                .members()
                .size();
    }

    private static <T> T now(KafkaFuture<T> answer) {
        try {
            return answer.get();
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

    private List<TopicPartition> partitions(String topic) {
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
    public synchronized void close() {
        producer.close();
        consumer.close();
        admin.close();
    }
}
