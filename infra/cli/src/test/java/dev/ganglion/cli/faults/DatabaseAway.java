package dev.ganglion.cli.faults;

import dev.ganglion.cli.stack.ServiceProgram;

/**
 * The database is stopped and comes back after a while.
 *
 * @param seconds how long it is away
 */
record DatabaseAway(String name, int times, int seconds) implements Fault {

    @Override
    public void strike(Scene scene) throws InterruptedException {
        Database database = scene.chain().database();
        for (int i = 0; i < scene.times(); i++) {
            scene.pause(1_000, 4_000);
            long struckAt = System.nanoTime();
            database.stop();
            Thread.sleep(1_000L * seconds);
            database.start();
            scene.awaitRecovery(ServiceProgram.EXPLAINER, struckAt);
        }
    }
}
