package dev.ganglion.cli.faults;

import java.time.Duration;
import java.util.Random;

/** One fault, from the first neuron to the last look. */
final class FaultRun {

    private static final Duration SETTLING = Duration.ofMinutes(6);

    private FaultRun() {}

    /**
     * Lets a fault strike a running chain, so often, and waits until every neuron that came in is scored.
     *
     * @param seed of the moments at which it strikes
     */
    static Outcome of(Fault fault, Chain chain, int times, long seed) throws Exception {
        Scene scene = new Scene(chain, new Random(seed), times);
        int neurons;
        try (Feed feed = fault.feed(chain)) {
            fault.strike(scene);
            neurons = feed.stop();
        }
        long start = System.nanoTime();
        Inspection inspection = Inspection.of(chain, neurons, scene.poison());
        while (!inspection.isWell() && System.nanoTime() - start < SETTLING.toNanos()) {
            Thread.sleep(1_000);
            inspection = Inspection.of(chain, neurons, scene.poison());
        }
        return inspection.outcome(fault, scene);
    }
}
