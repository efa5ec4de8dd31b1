package dev.ganglion.scorer.results;

/**
 * A record that could not be processed.
 *
 * @param topic the dead letter topic that it is on, with partition and offset
 * @param reason why, in one sentence; it and what follows are null if the dead letter does not say
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
        Place from,
        int bytes,
        String value) {

    /** A place on a topic. */
    public record Place(String topic, Integer partition, Long offset) {}
}
