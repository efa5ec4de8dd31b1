package dev.ganglion.cli.faults;

import dev.ganglion.cli.stack.ServiceProgram;

/** The broker is stopped in order, then killed, by turns, and comes back after a few seconds. */
record BrokerRestart(int times) implements Fault {

    @Override
    public String name() {
        return "broker-restart";
    }

    @Override
    public void strike(Scene scene) throws InterruptedException {
        Broker broker = scene.chain().broker();
        for (int i = 0; i < scene.times(); i++) {
            scene.pause(1_000, 4_000);
            long struckAt = System.nanoTime();
            if (i % 2 == 0) {
                broker.kill();
            } else {
                broker.stop();
            }
            scene.pause(500, 4_000);
            broker.start();
            scene.awaitRecovery(ServiceProgram.SCORER, struckAt);
        }
    }
}
