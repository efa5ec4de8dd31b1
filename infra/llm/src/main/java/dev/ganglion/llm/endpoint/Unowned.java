package dev.ganglion.llm.endpoint;

import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Makes what shall live as long as Vert.x. What is made on a verticle's context, clients, timers, contexts, ends with the
 * verticle; and beans are made when they are first wanted, by whoever wants them: Quarkus's HTTP server, a probe of its health,
 * is a verticle, and stops before calls that are paid for have come to their end.
 */
public final class Unowned {

    private Unowned() {}

    /** Makes it on a thread that belongs to no context, and waits for that; so the making must not block. */
    public static <T> T make(Supplier<T> maker) {
        return Vertx.currentContext() == null
                ? maker.get()
                : CompletableFuture.supplyAsync(maker, task -> new Thread(task, "unowned").start())
                        .join();
    }
}
