package dev.ganglion.activation.stage;

import dev.ganglion.activation.RequestException;
import dev.ganglion.activation.recording.Recording;
import dev.ganglion.delivery.EventTopic;
import dev.ganglion.events.CorpusScan;
import dev.ganglion.events.NeuronActivationPartial;
import dev.ganglion.events.NeuronActivations;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.reactive.messaging.Emitter;

/**
 * Sends one request's records and knows when the broker has them all. No more than {@value #ON_THE_WAY} are on the way:
 * while the broker is slow or away the recording waits for it, and memory stays what it is. For the recording's thread.
 */
final class RecordPublisher implements Recording.Sink {

    /** Below the room of an emitter's buffer, which is 128 and refuses what is too much. */
    private static final int ON_THE_WAY = 64;

    private final RecordChannels channels;
    private final String service;
    private final Runnable published;
    private final Semaphore room = new Semaphore(ON_THE_WAY);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /**
     * @param service the name of this service, for the events' source
     * @param published called for each neuron whose record, or whose partial record, the broker has, on another thread
     */
    RecordPublisher(RecordChannels channels, String service, Runnable published) {
        this.channels = channels;
        this.service = service;
        this.published = published;
    }

    @Override
    public void record(NeuronActivations record) throws InterruptedException {
        send(EventTopic.NEURON_ACTIVATIONS, channels.records(), record, published);
    }

    @Override
    public void partial(NeuronActivationPartial partial) throws InterruptedException {
        Runnable sent = partial.piece().isLast() ? published : () -> {};
        send(EventTopic.NEURON_ACTIVATION_PARTIALS, channels.partials(), partial, sent);
    }

    /** Returns when the broker has it: whoever reads a partial record finds the scan. */
    @Override
    public void scan(CorpusScan scan) throws InterruptedException {
        send(EventTopic.CORPUS_SCANS, channels.scans(), scan, () -> {});
        if (scan.piece().isLast()) {
            awaitAll();
        }
    }

    private <T> void send(EventTopic<T> topic, Emitter<byte[]> channel, T event, Runnable arrived)
            throws InterruptedException {
        room.acquire();
        throwFailure();
        topic.send(channel, service, event).whenComplete((sent, problem) -> {
            if (problem == null) {
                arrived.run();
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
            throw new RequestException("A record could not be sent (" + problem.getMessage() + ").");
        }
    }
}
