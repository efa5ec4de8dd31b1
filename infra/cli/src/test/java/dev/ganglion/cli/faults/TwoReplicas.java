package dev.ganglion.cli.faults;

import dev.ganglion.cli.stack.ServiceProgram;
import java.nio.file.Path;
import java.util.List;

/** Two processes of every service, of which any one is killed or stopped. */
record TwoReplicas(int times) implements Fault {

    @Override
    public String name() {
        return "two-replicas";
    }

    @Override
    public Chain chain(Path directory) throws InterruptedException {
        return new Chain(
                directory,
                directory.resolve("kafka"),
                true,
                List.of(ServiceProgram.EXPLAINER, ServiceProgram.SIMULATOR, ServiceProgram.SCORER),
                2);
    }

    @Override
    public void strike(Scene scene) throws InterruptedException {
        for (int i = 0; i < scene.times(); i++) {
            scene.pause(1_000, 3_000);
            List<Replica> all = scene.chain().replicas();
            Replica replica = all.get(scene.random().nextInt(all.size()));
            long struckAt = System.nanoTime();
            if (scene.random().nextBoolean()) {
                replica.kill();
                scene.callsMayBeLost(struckAt);
            } else {
                replica.terminate();
            }
            scene.awaitRecovery(replica.program(), struckAt);
            replica.start();
            replica.awaitReady();
        }
    }
}
