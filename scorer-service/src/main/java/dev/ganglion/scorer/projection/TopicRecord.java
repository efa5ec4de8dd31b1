package dev.ganglion.scorer.projection;

import dev.ganglion.events.Topics;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * A record as it is on its topic.
 *
 * @param at when it was written, as whoever wrote it says, or null
 * @param key the key, or null
 * @param value the value; empty if the record has none
 * @param headers the texts of the headers, the last of each name
 */
record TopicRecord(
        String topic, int partition, long offset, Instant at, byte[] key, byte[] value, Map<String, String> headers) {

    static TopicRecord of(Message<byte[]> message) {
        IncomingKafkaRecordMetadata<?, ?> metadata = message.getMetadata(IncomingKafkaRecordMetadata.class)
                .orElseThrow(() -> new IllegalStateException("a message that did not come from a topic"));
        Map<String, String> headers = new HashMap<>();
        for (Header header : metadata.getHeaders()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        byte[] value = message.getPayload();
        return new TopicRecord(
                metadata.getTopic(),
                metadata.getPartition(),
                metadata.getOffset(),
                metadata.getTimestamp(),
                (byte[]) metadata.getKey(),
                value == null ? new byte[0] : value,
                headers);
    }

    /** The key as text, or null. */
    String keyText() {
        return key == null ? null : new String(key, StandardCharsets.UTF_8);
    }

    boolean isDeadLetter() {
        return Topics.DEAD_LETTERS.contains(topic);
    }
}
