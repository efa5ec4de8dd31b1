package dev.ganglion.cli.faults;

import dev.ganglion.events.Topics;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Neurons' records, as the activation-service writes them. */
final class NeuronFeed implements Feed {

    private static final int MOST_UNSCORED = 200;

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicInteger sent = new AtomicInteger();
    private final CompletableFuture<Void> thread;
    private final Records records;

    NeuronFeed(Records records, int aSecond) {
        this.records = records;
        thread = CompletableFuture.runAsync(() -> {
            Backlog backlog = new Backlog(records, MOST_UNSCORED);
            while (!stopped.get()) {
                if (!backlog.isLong(sent.get())) {
                    int n = sent.getAndIncrement();
                    records.send(Topics.NEURON_ACTIVATIONS, SmallNeurons.key(n), SmallNeurons.record(n));
                }
                try {
                    Thread.sleep(1000 / aSecond);
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
    }

    @Override
    public int stop() {
        stopped.set(true);
        thread.join();
        records.flush();
        return sent.get();
    }

    @Override
    public void close() {
        stopped.set(true);
    }
}
