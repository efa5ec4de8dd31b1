package dev.ganglion.replay.topic;

import dev.ganglion.replay.plan.Bounds;
import dev.ganglion.replay.plan.TopicRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a part of a topic without belonging to any group. */
public final class RangeReader {

    private static final Duration POLL = Duration.ofSeconds(1);
    /** A broker that gives nothing for so long is away. */
    private static final Duration SILENCE = Duration.ofSeconds(30);
    /** Records that are read at one place before the next: about what a broker gives at once. */
    private static final int WINDOW = 100;

    private final Map<String, Object> settings;
    private final String topic;

    public RangeReader(Map<String, Object> broker, String topic) {
        this.settings = new HashMap<>(broker);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, WINDOW);
        this.topic = topic;
    }

    private record Window(int partition, long from, long end) {}

    /**
     * Reads all of it, or parts that are spread over it evenly.
     *
     * @param most records to read, about
     * @param each gets them, on this thread
     * @return how many were read
     * @throws UnavailableException if the broker does not answer
     */
    public long read(Bounds bounds, long most, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        long read = 0;
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            for (Window window : windows(bounds, most)) {
                read += read(consumer, window, each);
            }
        } catch (KafkaException e) {
            throw new UnavailableException("topic " + topic + " cannot be read (" + e.getMessage() + ")", e);
        }
        return read;
    }

    private long read(
            KafkaConsumer<byte[], byte[]> consumer, Window window, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        TopicPartition partition = new TopicPartition(topic, window.partition());
        consumer.assign(List.of(partition));
        consumer.seek(partition, window.from());
        long read = 0;
        long last = System.nanoTime();
        while (consumer.position(partition) < window.end()) {
            List<ConsumerRecord<byte[], byte[]>> records = consumer.poll(POLL).records(partition);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (record.offset() < window.end()) {
                    read++;
                    each.accept(record);
                }
            }
            if (!records.isEmpty()) {
                last = System.nanoTime();
            } else if (System.nanoTime() - last > SILENCE.toNanos()) {
                throw new UnavailableException(
                        "topic " + topic + " gives nothing after offset " + consumer.position(partition)
                                + " of partition " + window.partition(),
                        null);
            }
        }
        return read;
    }

    private static List<Window> windows(Bounds bounds, long most) {
        List<Window> windows = new ArrayList<>();
        long records = bounds.records();
        new TreeMap<>(bounds.from()).forEach((partition, from) -> {
            long end = bounds.end().get(partition);
            long size = end - from;
            if (records <= most) {
                if (size > 0) {
                    windows.add(new Window(partition, from, end));
                }
                return;
            }
            long share = Math.max(1, Math.round((double) most * size / records / WINDOW));
            for (long i = 0; i < share && size > 0; i++) {
                long start = from + size * i / share;
                windows.add(new Window(partition, start, Math.min(end, start + WINDOW)));
            }
        });
        return windows;
    }

    /** What is known of a record without its value. */
    public static TopicRecord described(ConsumerRecord<byte[], byte[]> record) {
        return new TopicRecord(record.partition(), record.offset(), text(record.key()), record.timestamp(), name -> {
            Header header = record.headers().lastHeader(name);
            return header == null ? null : text(header.value());
        });
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
