package dev.ganglion.scorer.projection;

import dev.ganglion.events.DeadLetterHeaders;
import dev.ganglion.replay.topic.BrokerSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Which records this group has put on its dead letter topic before: a topic that is read again from its first record has the
 * same malformed records on it, and each is one dead letter. The dead letters are read when the first malformed record comes,
 * and up to where they end then. Blocks, for as
 * long as the broker is away; safe for use by many threads.
 */
@ApplicationScoped
class EarlierDeadLetters {

    private static final Logger LOG = Logger.getLogger(EarlierDeadLetters.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Config config;
    private final String topic;
    private final String group;
    private Set<String> places; // null until asked; guarded by this

    EarlierDeadLetters(
            Config config,
            @ConfigProperty(name = "mp.messaging.incoming.projection.dead-letter-queue.topic") String topic,
            @ConfigProperty(name = "mp.messaging.incoming.projection.group.id") String group) {
        this.config = config;
        this.topic = topic;
        this.group = group;
    }

    /** Whether the record at this place is a dead letter already. */
    synchronized boolean has(TopicRecord record) {
        while (places == null) {
            try {
                places = read();
            } catch (KafkaException away) {
                LOG.warnf("the dead letters cannot be read, trying again: %s", away.getMessage());
                pause();
            }
        }
        return places.contains(
                place(record.topic(), Integer.toString(record.partition()), Long.toString(record.offset())));
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for the broker", e);
        }
    }

    private Set<String> read() {
        Map<String, Object> settings = BrokerSettings.of(config);
        settings.put("max.poll.records", 100);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<PartitionInfo> there = consumer.partitionsFor(topic);
            List<TopicPartition> partitions = (there == null ? List.<PartitionInfo>of() : there)
                    .stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Set<String> found = new HashSet<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(POLL)) {
                    if (group.equals(header(letter, DeadLetterHeaders.GROUP))) {
                        found.add(place(
                                header(letter, DeadLetterHeaders.TOPIC),
                                header(letter, DeadLetterHeaders.PARTITION),
                                header(letter, DeadLetterHeaders.OFFSET)));
                    }
                }
            }
            return found;
        }
    }

    private static String place(String topic, String partition, String offset) {
        return topic + "/" + partition + "/" + offset;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
