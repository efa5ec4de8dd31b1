package dev.ganglion.delivery;

import dev.ganglion.events.DeadLetterHeaders;
import dev.ganglion.events.EventException;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;

/**
 * Puts records aside that cannot pass: into the channel's dead letter topic, bytes as read, with the reason, the consumer
 * group, the recipe and the attempt in the headers. Where a header occurs twice, because the record was a dead letter
 * before or because SmallRye wrote its own, the last one counts.
 */
public final class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final int LONGEST_REASON = 500;

    private final String group;
    private final String recipe;
    /** SmallRye's queue of dead letters has room for one caller at a time. */
    private final Object handover = new Object();

    /**
     * @param group the consumer group that reads
     * @param recipe what it runs, {@code name@digest8}; null where no recipe is involved
     */
    public DeadLetters(String group, String recipe) {
        this.group = group;
        this.recipe = recipe;
    }

    /** The consumer group that reads. */
    String group() {
        return group;
    }

    /**
     * Puts the record aside. The stage completes when the broker has the dead letter; the record counts as processed then.
     * Any thread may call it.
     */
    public CompletionStage<Void> put(Message<byte[]> message, Throwable failure) {
        String reason = reason(failure);
        RecordHeaders headers = new RecordHeaders();
        headers.add(DeadLetterHeaders.GROUP, bytes(group));
        if (recipe != null) {
            headers.add(DeadLetterHeaders.RECIPE, bytes(recipe));
        }
        Optional<IncomingKafkaRecordMetadata<byte[], byte[]>> origin = origin(message);
        headers.add(
                DeadLetterHeaders.ATTEMPT, bytes(Integer.toString(attempt(header(origin, DeadLetterHeaders.ATTEMPT)))));
        headers.add(DeadLetterHeaders.ERROR, bytes(failure.getClass().getName()));
        if (header(origin, DeadLetterHeaders.REASON) != null) {
            headers.add(DeadLetterHeaders.REASON, bytes(reason));
        }
        LOG.warnf("dead letter from %s: %s", origin.map(DeadLetters::where).orElse("an unknown record"), reason);
        if (!(failure instanceof EventException)) {
            LOG.debug("the failure", failure);
        }
        Metadata metadata = Metadata.of(
                OutgoingKafkaRecordMetadata.builder().withHeaders(headers).build());
        synchronized (handover) {
            return message.nack(new Rejected(reason), metadata);
        }
    }

    /**
     * The headers of a dead letter that is written without SmallRye, but for those of {@link #addOrigin}.
     *
     * @param before those of the record as read
     * @param group the consumer group that read it
     */
    public static RecordHeaders headers(Headers before, String group, Throwable failure) {
        RecordHeaders headers = new RecordHeaders(before);
        headers.add(DeadLetterHeaders.REASON, bytes(reason(failure)));
        headers.add(DeadLetterHeaders.ERROR, bytes(failure.getClass().getName()));
        headers.add(DeadLetterHeaders.GROUP, bytes(group));
        headers.add(
                DeadLetterHeaders.ATTEMPT,
                bytes(Integer.toString(attempt(before.lastHeader(DeadLetterHeaders.ATTEMPT)))));
        return headers;
    }

    /** Says where a dead letter was read. */
    public static void addOrigin(Headers headers, String topic, int partition, long offset) {
        headers.add(DeadLetterHeaders.TOPIC, bytes(topic));
        headers.add(DeadLetterHeaders.PARTITION, bytes(Integer.toString(partition)));
        headers.add(DeadLetterHeaders.OFFSET, bytes(Long.toString(offset)));
    }

    private static int attempt(Header before) {
        if (before == null || before.value() == null) {
            return 1;
        }
        try {
            return Math.max(0, Integer.parseInt(new String(before.value(), StandardCharsets.UTF_8))) + 1;
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    private static Header header(Optional<IncomingKafkaRecordMetadata<byte[], byte[]>> origin, String name) {
        return origin.map(metadata -> metadata.getHeaders().lastHeader(name)).orElse(null);
    }

    private static String where(IncomingKafkaRecordMetadata<byte[], byte[]> record) {
        String key = record.getKey() == null ? "" : new String(record.getKey(), StandardCharsets.UTF_8);
        return record.getTopic() + "-" + record.getPartition() + "@" + record.getOffset() + " " + oneLine(key, 160);
    }

    @SuppressWarnings("unchecked")
    static Optional<IncomingKafkaRecordMetadata<byte[], byte[]>> origin(Message<byte[]> message) {
        return message.getMetadata(IncomingKafkaRecordMetadata.class)
                .map(metadata -> (IncomingKafkaRecordMetadata<byte[], byte[]>) metadata);
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? "unexpected " + failure.getClass().getSimpleName()
                : oneLine(message, LONGEST_REASON);
    }

    private static String oneLine(String text, int longest) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= longest ? line : line.substring(0, longest) + "…";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Carries the reason, and nothing unbounded: SmallRye writes the message of an error and of its cause as they are. */
    private static final class Rejected extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Rejected(String reason) {
            super(reason, null, false, false);
        }
    }
}
