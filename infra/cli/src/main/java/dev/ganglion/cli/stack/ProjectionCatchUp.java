package dev.ganglion.cli.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/** Waits until the results database has what is on some topics. */
public final class ProjectionCatchUp {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final String GROUP = "projection";

    private ProjectionCatchUp() {}

    /** Returns false if it takes too long: what the database says then is of an earlier time. */
    public static boolean await(String bootstrap, Collection<String> topics) throws InterruptedException {
        Instant end = Instant.now().plus(LIMIT);
        try (GroupLag lag = new GroupLag(bootstrap)) {
            while (Instant.now().isBefore(end)) {
                if (isThrough(lag, topics)) {
                    return true;
                }
                Thread.sleep(POLL.toMillis());
            }
        }
        return false;
    }

    private static boolean isThrough(GroupLag lag, Collection<String> topics) throws InterruptedException {
        try {
            for (String topic : topics) {
                if (lag.of(GROUP, topic) > 0) {
                    return false;
                }
            }
            return true;
        } catch (GroupLag.UnknownLagException e) {
            return false;
        }
    }
}
