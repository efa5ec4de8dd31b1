package dev.ganglion.cli.faults;

import dev.ganglion.events.Topics;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;

/**
 * Neurons' records, as the activation-service writes them. When {@value #MOST_UNSCORED} wait for their scores, no more come in
 * for a while: else a chain that is slower than its feed, on a machine with other work, could not be done in time.
 */
final class NeuronFeed implements Feed {

    private static final int MOST_UNSCORED = 200;

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicInteger sent = new AtomicInteger();
    private final CompletableFuture<Void> thread;
    private final Records records;

    NeuronFeed(Records records, int aSecond) {
        this.records = records;
        thread = CompletableFuture.runAsync(() -> {
            int scored = 0;
            while (!stopped.get()) {
                if (sent.get() - scored < MOST_UNSCORED) {
                    int n = sent.getAndIncrement();
                    records.send(Topics.NEURON_ACTIVATIONS, SmallNeurons.key(n), SmallNeurons.record(n));
                } else {
                    scored = scored(scored);
                }
                try {
                    Thread.sleep(1000 / aSecond);
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
    }

    /** @param before as many as there were, if the broker does not say */
    private int scored(int before) {
        try {
            return (int) records.count(Topics.SCORES);
        } catch (KafkaException away) {
            return before;
        }
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
