package dev.ganglion.scorer.projection;

import dev.ganglion.events.DeadLetterHeaders;
import dev.ganglion.scorer.projection.Row.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Turns dead letters into rows: everything is bounded, and nothing in them is an error. */
final class DeadLetterRows {

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
    private static final int LONGEST_TEXT = 1000;
    private static final int LONGEST_VALUE = 1024;

    private DeadLetterRows() {}

    static Row of(TopicRecord record) {
        Map<String, Object> values = new HashMap<>();
        values.put("id", record.topic() + "/" + record.partition() + "/" + record.offset());
        values.put("topic", record.topic());
        values.put("dlqPartition", record.partition());
        values.put("dlqOffset", record.offset());
        values.put("putAt", time(record.at()));
        values.put("recordKey", text(record.keyText()));
        values.put("reason", header(record, DeadLetterHeaders.REASON));
        values.put("error", header(record, DeadLetterHeaders.ERROR));
        values.put("fromTopic", header(record, DeadLetterHeaders.TOPIC));
        values.put("fromPartition", number(record, DeadLetterHeaders.PARTITION, Integer::valueOf));
        values.put("fromOffset", number(record, DeadLetterHeaders.OFFSET, Long::valueOf));
        values.put("consumerGroup", header(record, DeadLetterHeaders.GROUP));
        values.put("recipe", header(record, DeadLetterHeaders.RECIPE));
        values.put("attempt", number(record, DeadLetterHeaders.ATTEMPT, Integer::valueOf));
        values.put("bytes", record.value().length);
        values.put("valueStart", Arrays.copyOf(record.value(), Math.min(LONGEST_VALUE, record.value().length)));
        return new Row(Table.DEAD_LETTER, values);
    }

    /** Null for a time that nobody means and the database may not have. */
    private static OffsetDateTime time(Instant at) {
        return at == null || at.isBefore(Instant.EPOCH) || at.isAfter(LAST) ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static String header(TopicRecord record, String name) {
        return text(record.headers().get(name));
    }

    private static <N> N number(TopicRecord record, String name, Function<String, N> parse) {
        try {
            String text = record.headers().get(name);
            return text == null ? null : parse.apply(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String text(String text) {
        return text == null ? null : StorableText.atMost(LONGEST_TEXT, text);
    }
}
