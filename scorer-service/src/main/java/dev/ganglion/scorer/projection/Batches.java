package dev.ganglion.scorer.projection;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Works on what comes in batches, two at a time, so that one is prepared while the other is written: a batch is whatever came
 * while those before were in work, so a single item waits for nothing and a flood goes in full batches. They begin in order
 * and may end in another; after a failure none begins. Never has more than three times the largest batch at hand; for what
 * is more it does not ask. (Mutiny's grouping by size and time fails the stream when the work is slower than the time.)
 *
 * <p>Items come on the upstream's thread, batches end on any.
 */
final class Batches<T> implements Flow.Subscriber<T> {

    private static final Logger LOG = Logger.getLogger(Batches.class);

    /** More would not be faster: the database writes what two prepare. */
    private static final int AT_A_TIME = 2;

    private final int largest;
    private final Function<List<T>, Uni<Void>> work;
    private final Queue<T> waiting = new ArrayDeque<>(); // guarded by this
    private int inWork; // batches; guarded by this
    private volatile Flow.Subscription upstream;
    private volatile boolean stopped;

    /**
     * @param largest the most items in a batch
     * @param work retries or puts aside what it cannot do; if it fails all the same, nothing more is read
     */
    Batches(int largest, Function<List<T>, Uni<Void>> work) {
        this.largest = largest;
        this.work = work;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        upstream = subscription;
        upstream.request((AT_A_TIME + 1L) * largest);
    }

    @Override
    public void onNext(T item) {
        synchronized (this) {
            waiting.add(item);
        }
        next();
    }

    private void next() {
        List<T> batch = new ArrayList<>();
        synchronized (this) {
            if (stopped || inWork == AT_A_TIME || waiting.isEmpty()) {
                return;
            }
            inWork++;
            while (batch.size() < largest && !waiting.isEmpty()) {
                batch.add(waiting.remove());
            }
        }
        Uni.createFrom().deferred(() -> work.apply(batch)).subscribe().with(done -> finished(batch.size()), this::stop);
    }

    private void finished(int items) {
        synchronized (this) {
            inWork--;
        }
        upstream.request(items);
        next();
    }

    private void stop(Throwable failure) {
        onError(failure);
        upstream.cancel();
    }

    @Override
    public void onError(Throwable failure) {
        stopped = true;
        LOG.error("reads no more records: restart the service", failure);
    }

    @Override
    public void onComplete() {
        LOG.debug("no more records");
    }

    /** Whether reading or working failed, so that nothing more will be read. */
    boolean hasStopped() {
        return stopped;
    }
}
