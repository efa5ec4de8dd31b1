package dev.ganglion.cli.faults;

import dev.ganglion.cli.stack.ServiceProgram;

/** The language model's server is away for a while; the calls that it was working on are cut. */
record ModelDown(int times, int seconds) implements Fault {

    @Override
    public String name() {
        return "model-down";
    }

    @Override
    public void strike(Scene scene) throws InterruptedException {
        for (int i = 0; i < scene.times(); i++) {
            scene.pause(1_000, 3_000);
            long struckAt = System.nanoTime();
            scene.callsMayBeLost(struckAt);
            scene.chain().model().awayFor(1_000L * seconds);
            scene.awaitRecovery(ServiceProgram.EXPLAINER, struckAt);
        }
    }
}
