package dev.ganglion.cli.faults;

import dev.ganglion.cli.stack.ServiceProgram;
import java.util.List;

/** A second explainer and a second simulator come, while calls are in flight, and leave: in order, or killed. */
record Rebalance(int times) implements Fault {

    private static final List<ServiceProgram> MOVING = List.of(ServiceProgram.EXPLAINER, ServiceProgram.SIMULATOR);

    @Override
    public String name() {
        return "rebalance";
    }

    @Override
    public void strike(Scene scene) throws InterruptedException {
        Chain chain = scene.chain();
        for (int i = 0; i < scene.times(); i++) {
            List<Replica> second = MOVING.stream().map(chain::add).toList();
            for (Replica replica : second) {
                replica.awaitReady();
            }
            scene.pause(1_000, 4_000);
            long struckAt = System.nanoTime();
            boolean killed = i % 2 == 1;
            for (Replica replica : second) {
                if (killed) {
                    long killedAt = System.nanoTime();
                    replica.kill();
                    scene.callsMayBeLost(killedAt);
                } else {
                    replica.terminate();
                }
                chain.remove(replica);
            }
            scene.awaitRecovery(ServiceProgram.SIMULATOR, struckAt);
        }
    }
}
