package dev.ganglion.subject.hub;

import dev.ganglion.subject.ModelException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * How often something is tried that may pass, and how long is waited in between: twice as long each time, up to a minute,
 * and as long as the server asks for, up to ten. For one thread.
 */
final class Attempts {

    /** How often is tried what nobody waits for in vain. */
    static final int FEW = 6;

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration LONGEST_ASKED_FOR = Duration.ofMinutes(10);
    private static final int DOUBLINGS = 10;

    private final int most;
    private final Duration first;
    private final HubWatch watch;
    private int failures;

    /**
     * @param most attempts that may fail one after the other
     * @param first how long is waited after the first
     */
    Attempts(int most, Duration first, HubWatch watch) {
        this.most = most;
        this.first = first;
        this.watch = watch;
    }

    /** What is tried. */
    @FunctionalInterface
    interface Attempt<T> {

        /** @throws HubUnavailable if it may go better next time */
        T run() throws HubUnavailable, InterruptedException;
    }

    /**
     * Tries until it succeeds.
     *
     * @param what names it, as {@code config.json of gpt2}
     * @throws ModelException if it has failed too often
     */
    <T> T of(String what, Attempt<T> attempt) throws InterruptedException {
        while (true) {
            try {
                return attempt.run();
            } catch (HubUnavailable e) {
                failed(what, e);
            }
        }
    }

    /** It goes on: what failed before does not count any more. */
    void progress() {
        failures = 0;
    }

    private void failed(String what, HubUnavailable failure) throws InterruptedException {
        failures++;
        if (failures >= (failure.isDoubtful() ? Math.min(most, FEW) : most)) {
            throw new ModelException(
                    what + " cannot be had: " + failure.getMessage() + (failures > 1 ? ", " + failures + " times" : "")
                            + "; try again later, what has come already is kept.",
                    failure);
        }
        Duration delay = delay(failure);
        watch.note(what + ": " + failure.getMessage() + "; trying again in " + Math.max(1, delay.toSeconds()) + " s");
        TimeUnit.MILLISECONDS.sleep(delay.toMillis());
    }

    private Duration delay(HubUnavailable failure) {
        Duration doubled = shorter(first.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS)), LONGEST);
        // Workers that failed together do not come back together.
        Duration own = doubled.multipliedBy(ThreadLocalRandom.current().nextInt(75, 101))
                .dividedBy(100);
        Duration asked = failure.retryAfter() == null ? own : shorter(failure.retryAfter(), LONGEST_ASKED_FOR);
        return asked.compareTo(own) > 0 ? asked : own;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
