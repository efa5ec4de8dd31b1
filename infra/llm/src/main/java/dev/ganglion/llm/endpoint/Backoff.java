package dev.ganglion.llm.endpoint;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait after a failure: 0.5 s · 2ⁿ up to 30 s, give or take a fifth, after n failures before it. Calls that
 * were in flight together and failed together are one failure. Guarded by its owner.
 */
final class Backoff {

    private static final double FIRST_MILLIS = 500;
    private static final double MOST_MILLIS = 30_000;
    private static final double JITTER = 0.2;

    private final DoubleSupplier random;
    private int rounds;
    private long roundEnds;

    /** @param random numbers from 0 to 1 */
    Backoff(DoubleSupplier random) {
        this.random = random;
    }

    /**
     * A call failed.
     *
     * @param ordinal of the call, counted from 1 in the order in which they began
     * @param latest ordinal so far
     */
    Duration failed(long ordinal, long latest) {
        if (ordinal > roundEnds) {
            roundEnds = latest;
            rounds++;
        }
        double millis = Math.min(MOST_MILLIS, FIRST_MILLIS * Math.pow(2, rounds - 1));
        return Duration.ofMillis(Math.round(millis * (1 + JITTER * (2 * random.getAsDouble() - 1))));
    }

    void answered() {
        rounds = 0;
    }
}
