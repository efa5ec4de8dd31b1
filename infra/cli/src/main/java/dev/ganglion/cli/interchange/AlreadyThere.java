package dev.ganglion.cli.interchange;

import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.events.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Which neurons an earlier import has put on {@code neuron-activations}, by the headers of its records: the topic is read from
 * its beginning to where it ends now, and its events are not parsed.
 */
final class AlreadyThere {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private AlreadyThere() {}

    /**
     * Their places of publication.
     *
     * @param layout whose layout was imported
     * @param model only of this model; null for all
     * @param dataset only of this data set
     */
    static Set<String> places(String bootstrap, String layout, String model, String dataset) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis(),
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                4 * 1024 * 1024);
        Set<String> places = new HashSet<>();
        String source = RecordTopic.source(layout);
        String prefix = RecordTopic.subject(dataset, "");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.NEURON_ACTIVATIONS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    String subject = header(record, RecordTopic.SUBJECT);
                    if (record.key() != null
                            && (model == null || record.key().startsWith(model + "/"))
                            && source.equals(header(record, RecordTopic.SOURCE))
                            && subject.startsWith(prefix)) {
                        places.add(subject.substring(prefix.length()));
                    }
                }
            }
        } catch (KafkaException e) {
            throw Refusal.failed("the broker at " + bootstrap + " does not answer: " + e.getMessage(), e);
        }
        return places;
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
