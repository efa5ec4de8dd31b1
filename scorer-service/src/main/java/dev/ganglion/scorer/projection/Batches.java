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
 * Works on what comes in batches, one at a time and in order: a batch is whatever came while the one before was in work,
 * so a single item waits for nothing and a flood goes in full batches. Never has more than twice the largest batch at hand;
 * for what is more it does not ask. (Mutiny's grouping by size and time fails the stream when the work is slower than the
 * time.)
 *
 * <p>Items come on the upstream's thread, batches end on any.
 */
final class Batches<T> implements Flow.Subscriber<T> {

    private static final Logger LOG = Logger.getLogger(Batches.class);

    private final int largest;
    private final Function<List<T>, Uni<Void>> work;
    private final Queue<T> waiting = new ArrayDeque<>(); // guarded by this
    private boolean working; // guarded by this
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
        upstream.request(2L * largest);
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
            if (working || waiting.isEmpty()) {
                return;
            }
            working = true;
            while (batch.size() < largest && !waiting.isEmpty()) {
                batch.add(waiting.remove());
            }
        }
        Uni.createFrom().deferred(() -> work.apply(batch)).subscribe().with(done -> finished(batch.size()), this::stop);
    }

    private void finished(int items) {
        synchronized (this) {
            working = false;
        }
        upstream.request(items);
        next();
    }

    private void stop(Throwable failure) {
        upstream.cancel();
        onError(failure);
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
