package dev.ganglion.cli.faults;

import dev.ganglion.events.Topics;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;

/**
 * How many neurons wait for their scores. When it is long no more come in for a while: else a chain that is slower than its feed,
 * on a machine with other work, could not be done in time. For one thread.
 */
final class Backlog {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Records records;
    private final int longest;
    private long scored;
    private long lookedAt = System.nanoTime() - LOOK_EVERY.toNanos();

    Backlog(Records records, int longest) {
        this.records = records;
        this.longest = longest;
    }

    /** @param sent neurons that have come in */
    boolean isLong(int sent) {
        if (sent - scored >= longest && System.nanoTime() - lookedAt >= LOOK_EVERY.toNanos()) {
            lookedAt = System.nanoTime();
            try {
                scored = records.count(Topics.SCORES);
            } catch (KafkaException e) {
                // The broker is away, which may be the fault: as many as before.
            }
        }
        return sent - scored >= longest;
    }
}
