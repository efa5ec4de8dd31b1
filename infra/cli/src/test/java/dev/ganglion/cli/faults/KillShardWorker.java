package dev.ganglion.cli.faults;

import dev.ganglion.cli.stack.ServiceProgram;
import dev.ganglion.events.Topics;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code kill -9} of either of two activation-services, which record the shards of a divided corpus and merge what they
 * find; the others run the baseline.
 */
record KillShardWorker(int times) implements Fault {

    private static final int SHARDS = 3;

    @Override
    public String name() {
        return "kill-shard-worker";
    }

    @Override
    public Chain chain(Path directory) throws InterruptedException {
        Chain chain = new Chain(directory, directory.resolve("kafka"), false, List.of(ServiceProgram.values()), 1);
        chain.add(ServiceProgram.ACTIVATION).awaitReady();
        return chain;
    }

    @Override
    public Feed feed(Chain chain) {
        return new RequestFeed(chain, SHARDS);
    }

    @Override
    public void strike(Scene scene) throws InterruptedException {
        List<Replica> workers = scene.chain().replicas(ServiceProgram.ACTIVATION);
        for (int i = 0; i < scene.times(); i++) {
            scene.pause(1_000, 8_000);
            Replica worker = workers.get(scene.random().nextInt(workers.size()));
            long struckAt = System.nanoTime();
            worker.kill();
            worker.start();
            worker.awaitReady();
            scene.awaitRecovery(Topics.NEURON_ACTIVATION_PARTIALS, struckAt);
        }
    }
}
