package dev.ganglion.cli.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A process stands still for longer than its group waits for it, and then goes on where it was. */
record Freeze(int times) implements Fault {

    /** Kafka's session timeout is 10 s, a lease in this suite 10 s. */
    private static final Duration TIME = Duration.ofSeconds(16);

    @Override
    public String name() {
        return "process-frozen";
    }

    @Override
    public void strike(Scene scene) throws IOException, InterruptedException {
        List<Replica> all = scene.chain().replicas();
        for (int i = 0; i < scene.times(); i++) {
            scene.pause(1_000, 3_000);
            Replica replica = all.get(i % all.size());
            scene.callsMayBeLost(System.nanoTime());
            long struckAt = System.nanoTime();
            replica.freeze(TIME);
            scene.awaitRecovery(replica.program(), struckAt);
        }
    }
}
