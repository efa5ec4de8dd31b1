package dev.ganglion.scorer.results;

import java.time.Instant;

/**
 * A record that could not be processed.
 *
 * @param topic the dead letter topic that it is on, with partition and offset
 * @param key the record's key; null if it has none
 * @param reason why, in one sentence; it and what follows, up to {@code at}, are null if the dead letter does not say
 * @param at when it was put there; null if unknown
 * @param state {@code open}, {@code discarded} or {@code redriven}
 * @param decision null if it is open
 * @param from where it was read first
 * @param bytes the length of its value
 * @param value the beginning of its value, as text
 */
public record DeadLetter(
        String topic,
        int partition,
        long offset,
        String key,
        String reason,
        String error,
        String group,
        String recipe,
        Integer attempt,
        Instant at,
        String state,
        Decision decision,
        Place from,
        int bytes,
        String value) {

    /** A place on a topic. */
    public record Place(String topic, Integer partition, Long offset) {}

    /**
     * What has become of it.
     *
     * @param replay id of the replay that worked on it again, or null
     * @param at when, ISO 8601 in UTC
     */
    public record Decision(String replay, String at) {}
}
