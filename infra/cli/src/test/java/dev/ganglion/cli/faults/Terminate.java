package dev.ganglion.cli.faults;

import dev.ganglion.cli.stack.ServiceProgram;

/** SIGTERM of a service in the middle of its work: no call of the model may be lost by it. */
record Terminate(ServiceProgram program, int times) implements Fault {

    @Override
    public String name() {
        return "stop-" + program.title();
    }

    @Override
    public void strike(Scene scene) throws InterruptedException {
        for (int i = 0; i < scene.times(); i++) {
            scene.pause(300, 3_000);
            Replica replica = scene.chain().replicas(program).get(0);
            long struckAt = System.nanoTime();
            replica.terminate();
            replica.start();
            replica.awaitReady();
            scene.awaitRecovery(program, struckAt);
        }
    }
}
