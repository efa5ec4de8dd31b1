package dev.ganglion.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Topic {@code dead-letter-decisions}, keyed by the dead letter ({@link #key}): what has become of it. The dead letter
 * itself stays where it is; the last decision on it counts.
 *
 * @param replay id of the replay that worked on it again; null if it was discarded
 * @param at when, ISO 8601 in UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeadLetterDecision(Outcome decision, String replay, String at) {

    /** What was decided. */
    public enum Outcome {
        /** Nobody wants it any more. */
        @JsonProperty("discarded")
        DISCARDED,
        /** It was worked on again; if that failed, a later dead letter stands for it. */
        @JsonProperty("redriven")
        REDRIVEN
    }

    public DeadLetterDecision {
        Required.field("decision", decision);
        Required.field("at", at);
        Required.that(isTime(at), "field \"at\" must be a time such as 2026-01-31T12:00:00Z");
    }

    public static DeadLetterDecision redriven(String replay, Instant at) {
        return new DeadLetterDecision(Outcome.REDRIVEN, Required.field("replay", replay), at.toString());
    }

    /** Names a dead letter: its topic and where it is there. */
    public static String key(String topic, int partition, long offset) {
        return topic + "/" + partition + "/" + offset;
    }

    private static boolean isTime(String text) {
        try {
            Instant.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
