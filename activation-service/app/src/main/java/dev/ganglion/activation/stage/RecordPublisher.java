package dev.ganglion.activation.stage;

import dev.ganglion.activation.recording.Recording;
import dev.ganglion.activation.recording.RequestProgress;
import dev.ganglion.delivery.EventTopic;
import dev.ganglion.events.NeuronActivations;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.reactive.messaging.Emitter;

/**
 * Sends one request's records and knows when the broker has them all. No more than a few are on the way at a time: the
 * recording waits for the broker, and memory stays what it is. For one thread that records.
 */
final class RecordPublisher implements Recording.Sink {

    static final String SERVICE = "activation-service";

    private static final int ON_THE_WAY = 64;

    private final Emitter<byte[]> channel;
    private final RequestProgress progress;
    private final Runnable published;
    private final Semaphore room = new Semaphore(ON_THE_WAY);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /**
     * @param published called for each record that the broker has
     */
    RecordPublisher(Emitter<byte[]> channel, RequestProgress progress, Runnable published) {
        this.channel = channel;
        this.progress = progress;
        this.published = published;
    }

    @Override
    public void record(NeuronActivations record) throws InterruptedException {
        room.acquire();
        throwFailure();
        EventTopic.NEURON_ACTIVATIONS.send(channel, SERVICE, record).whenComplete((sent, problem) -> {
            if (problem == null) {
                progress.published();
                published.run();
            } else {
                failure.compareAndSet(null, problem);
            }
            room.release();
        });
    }

    /** Returns when the broker has every record. */
    void awaitAll() throws InterruptedException {
        room.acquire(ON_THE_WAY);
        room.release(ON_THE_WAY);
        throwFailure();
    }

    private void throwFailure() {
        Throwable problem = failure.get();
        if (problem != null) {
            throw new IllegalStateException("a record could not be sent: " + problem.getMessage(), problem);
        }
    }
}
