package dev.ganglion.benchmarks.chain;

import dev.ganglion.benchmarks.surroundings.BenchmarkException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;

/** Says now and then how far something is, how fast it goes and how long it will take; and when it has come to a stop. */
final class Progress {

    private static final Duration STANDSTILL = Duration.ofSeconds(90);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final String what;
    private final long all;
    private final Consumer<String> say;
    private final Instant since;
    private Instant saidAt;
    private Instant movedAt;
    private double last;

    Progress(String what, long all, Consumer<String> say, Instant now) {
        this.what = what;
        this.all = all;
        this.say = say;
        this.since = now;
        this.saidAt = now;
        this.movedAt = now;
    }

    /**
     * Takes note of how much is done.
     *
     * @param done of all; may be a part of one
     * @param details what else there is to say
     * @throws BenchmarkException if there was no progress for a long time
     */
    void at(double done, String details, Instant now) {
        if (done > last) {
            last = done;
            movedAt = now;
        } else if (Duration.between(movedAt, now).compareTo(STANDSTILL) > 0) {
            throw new BenchmarkException(what + " stands still at " + line(done, details, now));
        }
        if (Duration.between(saidAt, now).compareTo(INTERVAL) >= 0) {
            saidAt = now;
            say.accept("  " + what + " " + line(done, details, now));
        }
    }

    private String line(double done, String details, Instant now) {
        double perSecond = done / (Duration.between(since, now).toMillis() / 1000.0);
        String left = perSecond > 0 ? String.format(Locale.ROOT, ", %.0f s left", (all - done) / perSecond) : "";
        return String.format(Locale.ROOT, "%,.0f of %,d, %.0f/s%s%s", done, all, perSecond, left, details);
    }
}
