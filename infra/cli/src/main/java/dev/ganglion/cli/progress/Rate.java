package dev.ganglion.cli.progress;

import java.time.Duration;
import java.time.Instant;

/** How fast a count grew between its first and its last change. */
final class Rate {

    private final long from;
    private final Instant since;
    private long to;
    private Instant until;

    Rate(long from, Instant since) {
        this.from = from;
        this.since = since;
        this.to = from;
        this.until = since;
    }

    void observe(long count, Instant when) {
        if (count != to) {
            to = count;
            until = when;
        }
    }

    /** 0 while it has not changed. */
    double perSecond() {
        double seconds = Duration.between(since, until).toNanos() / 1e9;
        return seconds > 0 ? (to - from) / seconds : 0;
    }
}
