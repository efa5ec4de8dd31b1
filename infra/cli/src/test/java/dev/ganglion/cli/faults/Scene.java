package dev.ganglion.cli.faults;

import dev.ganglion.cli.stack.ServiceProgram;
import dev.ganglion.events.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.KafkaException;

/** Where a fault strikes, and what is measured as it does. */
final class Scene {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long ARRIVING_MILLIS = 200;
    private static final Map<ServiceProgram, String> WRITES = Map.of(
            ServiceProgram.ACTIVATION, Topics.NEURON_ACTIVATIONS,
            ServiceProgram.EXPLAINER, Topics.EXPLANATIONS,
            ServiceProgram.SIMULATOR, Topics.SIMULATIONS,
            ServiceProgram.SCORER, Topics.SCORES);

    private final Chain chain;
    private final Random random;
    private final int times;
    private int inFlight;
    private int poison;
    private double slowest;

    /** @param times how often the fault is to strike */
    Scene(Chain chain, Random random, int times) {
        this.chain = chain;
        this.random = random;
        this.times = times;
    }

    Chain chain() {
        return chain;
    }

    Random random() {
        return random;
    }

    int times() {
        return times;
    }

    /** Waits for a moment that nobody knows beforehand. */
    void pause(int shortest, int longest) throws InterruptedException {
        Thread.sleep(shortest + random.nextInt(longest - shortest));
    }

    /**
     * Somebody is gone: calls of the model that were in flight, or whose answers were hardly there, may be repeated.
     *
     * @param struckAt when; a process is not gone at once, and what it has sent may still be on its way to the model
     */
    void callsMayBeLost(long struckAt) throws InterruptedException {
        Thread.sleep(ARRIVING_MILLIS);
        inFlight += chain.model().unsettled(struckAt);
    }

    /** So many records more are to be put aside. */
    void poisoned(int records) {
        poison += records;
    }

    /** Waits until the service has written something new, and notes how long that took since the strike. */
    void awaitRecovery(ServiceProgram program, long struckAt) throws InterruptedException {
        awaitRecovery(WRITES.get(program), struckAt);
    }

    /** The same of a topic that is not what the service writes in the end. */
    void awaitRecovery(String topic, long struckAt) throws InterruptedException {
        long before = count(topic, 0);
        count(topic, before + 1);
        slowest = Math.max(slowest, (System.nanoTime() - struckAt) / 1e9);
    }

    /** Records of a topic, once there are as many. */
    private long count(String topic, long atLeast) throws InterruptedException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE.toNanos()) {
            try {
                long count = chain.records().count(topic);
                if (count >= atLeast) {
                    return count;
                }
            } catch (KafkaException e) {
                // The broker is away, which may be the fault.
                Thread.sleep(200);
            }
            Thread.sleep(50);
        }
        throw new AssertionError(
                "nothing new on " + topic + " within " + PATIENCE.toSeconds() + " s: see " + chain.directory());
    }

    /** Takes over what was measured in another scene. */
    void add(Scene other) {
        inFlight += other.inFlight;
        poison += other.poison;
        slowest = Math.max(slowest, other.slowest);
    }

    int inFlight() {
        return inFlight;
    }

    int poison() {
        return poison;
    }

    double slowest() {
        return slowest;
    }
}
