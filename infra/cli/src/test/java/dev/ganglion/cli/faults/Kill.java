package dev.ganglion.cli.faults;

import dev.ganglion.cli.stack.ServiceProgram;

/** {@code kill -9} of a service in the middle of its work; it is started again, as Kubernetes does. */
record Kill(ServiceProgram program, int times) implements Fault {

    @Override
    public String name() {
        return "kill-" + program.title();
    }

    @Override
    public void strike(Scene scene) throws InterruptedException {
        for (int i = 0; i < scene.times(); i++) {
            scene.pause(300, 3_000);
            Replica replica = scene.chain().replicas(program).get(0);
            long struckAt = System.nanoTime();
            replica.kill();
            scene.callsMayBeLost(struckAt);
            replica.start();
            replica.awaitReady();
            scene.awaitRecovery(program, struckAt);
        }
    }
}
