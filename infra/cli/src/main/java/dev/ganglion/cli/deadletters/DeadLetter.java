package dev.ganglion.cli.deadletters;

import dev.ganglion.events.Topics;
import java.time.Instant;

/**
 * A record that could not be processed, as the scorer-service tells of it. Whatever the dead letter does not say is null.
 *
 * @param topic the dead letter topic that it is on
 * @param at when it was put there, ISO 8601
 * @param state {@code open}, {@code discarded} or {@code redriven}
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
        Place from,
        int bytes,
        String value) {

    private static final String SERVICE = "-service";

    /** A place on a topic. */
    public record Place(String topic, Integer partition, Long offset) {

        /** {@code neuron-activations/2/17}. */
        public String id() {
            return topic + "/" + partition + "/" + offset;
        }
    }

    /** {@code explainer-service.dlq/2/17}. */
    public String id() {
        return topic + "/" + partition + "/" + offset;
    }

    /** {@code explainer}: who put it there. */
    public String service() {
        int end = topic.indexOf(SERVICE);
        return end < 0 ? topic : topic.substring(0, end);
    }

    /** Whether a replay can read it: requests have no replay. */
    public boolean canBeRedriven() {
        return !topic.equals(Topics.ACTIVATION_DLQ);
    }
}
