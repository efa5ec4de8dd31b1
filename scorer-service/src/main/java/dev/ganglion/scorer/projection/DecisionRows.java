package dev.ganglion.scorer.projection;

import dev.ganglion.events.DeadLetterDecision;
import dev.ganglion.events.EventCodec;
import dev.ganglion.events.EventException;
import dev.ganglion.events.Topics;
import dev.ganglion.scorer.projection.Row.Table;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns decisions on dead letters into rows. The last decision counts: their order is that of their offsets, since those on
 * one dead letter are on one partition. A record without a value takes the decision back, and leaves a row that says so: an
 * older decision that is read again must not return.
 */
final class DecisionRows {

    private static final EventCodec<DeadLetterDecision> CODEC = EventCodec.of(DeadLetterDecision.class);
    private static final Pattern KEY = Pattern.compile("([a-z.-]{1,100})/(0|[1-9]\\d{0,8})/(0|[1-9]\\d{0,17})");
    private static final int LONGEST_TEXT = 1000;

    private DecisionRows() {}

    /**
     * The row of a decision.
     *
     * @throws EventException if the record is none
     */
    static Row of(TopicRecord record) {
        DeadLetterDecision decision = record.value().length == 0 ? null : CODEC.decode(record.value());
        Map<String, Object> values = new HashMap<>();
        values.put("id", deadLetter(record.keyText()));
        values.put("outcome", decision == null ? null : outcome(decision));
        values.put("replay", decision == null || decision.replay() == null ? null : text(decision.replay()));
        values.put("decidedAt", decision == null ? null : text(decision.at()));
        values.put("content", record.offset());
        return new Row(Table.DEAD_LETTER_DECISION, values);
    }

    private static String deadLetter(String key) {
        Matcher place = KEY.matcher(key == null ? "" : key);
        if (!place.matches() || !Topics.DEAD_LETTERS.contains(place.group(1))) {
            throw new EventException(
                    "the key of a decision must name a dead letter, as explainer-service.dlq/2/17 does");
        }
        return key;
    }

    private static String outcome(DeadLetterDecision decision) {
        return decision.decision().name().toLowerCase(Locale.ROOT);
    }

    private static String text(String text) {
        return StorableText.atMost(LONGEST_TEXT, text);
    }
}
