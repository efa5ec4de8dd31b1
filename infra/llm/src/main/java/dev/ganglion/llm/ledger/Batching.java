package dev.ganglion.llm.ledger;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Work in batches that make themselves: one batch is under way at a time, and what comes meanwhile goes with the next. So a
 * single item waits for nobody, and many share one statement. Safe for use by many threads.
 *
 * @param <I> items
 * @param <O> what comes of them
 */
final class Batching<I, O> {

    private final int largest;
    private final Function<List<I>, Uni<List<O>>> work;
    private final Queue<Waiting<I, O>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean underWay = new AtomicBoolean();

    private record Waiting<I, O>(I item, BiConsumer<O, Throwable> done) {}

    /**
     * @param largest the most items of a batch
     * @param work gives one outcome for each item, in their order; if it fails, each item is tried by itself
     */
    Batching(int largest, Function<List<I>, Uni<List<O>>> work) {
        this.largest = largest;
        this.work = work;
    }

    /** @param done gets the outcome or a failure, on whatever thread the work ends */
    void add(I item, BiConsumer<O, Throwable> done) {
        queue.add(new Waiting<>(item, done));
        next();
    }

    /** Whether nothing is under way and nothing waits. */
    boolean idle() {
        return queue.isEmpty() && !underWay.get();
    }

    private void next() {
        while (!queue.isEmpty() && underWay.compareAndSet(false, true)) {
            List<Waiting<I, O>> batch = new ArrayList<>();
            for (Waiting<I, O> first; batch.size() < largest && (first = queue.poll()) != null; ) {
                batch.add(first);
            }
            if (!batch.isEmpty()) {
                run(batch);
                return;
            }
            underWay.set(false);
        }
    }

    private void run(List<Waiting<I, O>> batch) {
        outcomes(batch).subscribe().with(outcomes -> end(batch, outcomes, null), failure -> {
            if (batch.size() == 1) {
                end(batch, null, failure);
            } else {
                oneByOne(batch, 0);
            }
        });
    }

    private Uni<List<O>> outcomes(List<Waiting<I, O>> batch) {
        return Uni.createFrom()
                .deferred(() -> work.apply(batch.stream().map(Waiting::item).toList()));
    }

    /** One item that is to blame must not fail the others. */
    private void oneByOne(List<Waiting<I, O>> batch, int index) {
        List<Waiting<I, O>> one = batch.subList(index, index + 1);
        Runnable then = () -> {
            if (index + 1 < batch.size()) {
                oneByOne(batch, index + 1);
            } else {
                underWay.set(false);
                next();
            }
        };
        outcomes(one)
                .subscribe()
                .with(
                        outcomes -> {
                            one.get(0).done().accept(outcomes.get(0), null);
                            then.run();
                        },
                        failure -> {
                            one.get(0).done().accept(null, failure);
                            then.run();
                        });
    }

    private void end(List<Waiting<I, O>> batch, List<O> outcomes, Throwable failure) {
        // The next batch is on its way while this one's outcomes are handed out.
        underWay.set(false);
        next();
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).done().accept(outcomes == null ? null : outcomes.get(i), failure);
        }
    }
}
