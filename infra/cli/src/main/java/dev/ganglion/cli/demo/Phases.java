package dev.ganglion.cli.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Times consecutive phases that do not overlap. */
final class Phases {

    private final LongSupplier nanoTime;
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private long since;

    /**
     * @param nanoTime the clock, as {@link System#nanoTime()}
     */
    Phases(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    /** Ends the current phase under this name, and begins the next. A phase that has ended already stays as it is. */
    void end(String phase) {
        if (seconds.containsKey(phase)) {
            return;
        }
        long now = nanoTime.getAsLong();
        seconds.put(phase, Math.round((now - since) / 1e7) / 100.0);
        since = now;
    }

    /** Seconds of each phase, in order. */
    Map<String, Double> seconds() {
        return new LinkedHashMap<>(seconds);
    }
}
