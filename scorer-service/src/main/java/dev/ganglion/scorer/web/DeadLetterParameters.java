package dev.ganglion.scorer.web;

import dev.ganglion.events.DeadLetterDecision;
import dev.ganglion.events.Topics;
import dev.ganglion.scorer.results.DeadLetterFilter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Reads request parameters about dead letters, as {@link Parameters} reads the others. */
public final class DeadLetterParameters {

    private static final List<String> SERVICES = List.of("activation", "explainer", "simulator", "scorer");
    private static final int LONGEST_TEXT = 1000;
    /** What the database can compare with a time. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private DeadLetterParameters() {}

    /** A dead letter topic, or null. */
    public static String topic(String topic) {
        return oneOf("topic", topic, Topics.DEAD_LETTERS);
    }

    /** A service that has dead letters, or null. */
    public static String service(String service) {
        return oneOf("service", service, SERVICES);
    }

    /** Open ones, unless something else is said. */
    public static DeadLetterFilter.State state(String state) {
        if (Parameters.optional(state) == null) {
            return DeadLetterFilter.State.OPEN;
        }
        for (DeadLetterFilter.State known : DeadLetterFilter.State.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(state)) {
                return known;
            }
        }
        throw new InvalidRequestException("state must be \"open\", \"discarded\", \"redriven\" or \"all\", not \""
                + Parameters.quoted(state) + "\"");
    }

    /** A moment, or null. */
    public static Instant moment(String name, String text) {
        if (Parameters.optional(text) == null) {
            return null;
        }
        try {
            Instant moment = Instant.parse(text);
            if (!moment.isBefore(Instant.EPOCH) && !moment.isAfter(LAST)) {
                return moment;
            }
        } catch (DateTimeException e) {
            // Said below, as for a time out of range.
        }
        throw new InvalidRequestException(
                name + " must be a time such as 2026-01-31T12:00:00Z, not \"" + Parameters.quoted(text) + "\"");
    }

    /** A text that a column may hold, or null. */
    public static String text(String name, String text) {
        if (Parameters.optional(text) == null) {
            return null;
        }
        if (text.length() > LONGEST_TEXT || text.indexOf(0) >= 0) {
            throw new InvalidRequestException(
                    name + " must be a text of at most " + LONGEST_TEXT + " characters, without U+0000");
        }
        return text;
    }

    /** The id of the dead letter at this place. */
    public static String place(String topic, String partition, String offset) {
        if (topic(topic) == null) {
            throw new InvalidRequestException("topic is missing");
        }
        return DeadLetterDecision.key(topic, Parameters.number("partition", partition, 0, 999_999_999), offset(offset));
    }

    private static long offset(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw new InvalidRequestException(
                    "offset must be a whole number from 0 on, not \"" + Parameters.quoted(text) + "\"");
        }
        return Long.parseLong(text);
    }

    private static String oneOf(String name, String text, List<String> known) {
        String given = Parameters.optional(text);
        if (given != null && !known.contains(given)) {
            throw new InvalidRequestException(name + " must be one of " + String.join(", ", known) + ", not \""
                    + Parameters.quoted(given) + "\"");
        }
        return given;
    }
}
