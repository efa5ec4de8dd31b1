package dev.ganglion.activation.server;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Runs texts one at a time, since the engine spreads one over all cores. A few may wait; more are turned away. */
@ApplicationScoped
class TextQueue {

    private final ThreadPoolExecutor thread;

    TextQueue(@ConfigProperty(name = "activation.texts-waiting") int waiting) {
        this.thread =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), TextQueue::daemon);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "texts");
        thread.setDaemon(true);
        return thread;
    }

    /** Runs it on this queue's thread when its turn has come. Fails with {@link BusyException} if too many wait. */
    <T> Uni<T> run(Supplier<T> work) {
        return Uni.createFrom()
                .item(work)
                .runSubscriptionOn(thread)
                .onFailure(RejectedExecutionException.class)
                .transform(full -> new BusyException(
                        "Too many texts wait already (" + thread.getQueue().size() + "); try again in a moment."));
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }
}
