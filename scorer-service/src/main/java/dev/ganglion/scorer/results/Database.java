package dev.ganglion.scorer.results;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Sessions with the results database. May be called from any thread: the work runs on a Vert.x event loop, as Hibernate
 * Reactive demands, each piece in a context of its own, because two pieces in one context would share a session.
 */
@ApplicationScoped
public class Database {

    private static final Duration LONGEST_READ = Duration.ofSeconds(30);

    private final Mutiny.SessionFactory sessions;
    private final Context anyEventLoop;

    Database(Mutiny.SessionFactory sessions, Vertx vertx) {
        this.sessions = sessions;
        this.anyEventLoop = vertx.getOrCreateContext();
    }

    /** Runs statements one after the other in one transaction; what they give is emitted on the event loop. */
    public <T> Uni<T> transaction(Function<Mutiny.StatelessSession, Uni<T>> work) {
        return onEventLoop(() -> sessions.withStatelessTransaction(work));
    }

    /** Asks questions one after the other, without a transaction; fails if that takes unreasonably long. */
    <T> Uni<T> read(Function<Mutiny.StatelessSession, Uni<T>> work) {
        return onEventLoop(() -> sessions.withStatelessSession(work))
                .ifNoItem()
                .after(LONGEST_READ)
                .failWith(() -> new TimeoutException("no answer within " + LONGEST_READ.toSeconds() + " s"));
    }

    private <T> Uni<T> onEventLoop(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Context current = Vertx.currentContext();
            Context eventLoop = current != null && current.isEventLoopContext() ? current : anyEventLoop;
            Context context = VertxContext.createNewDuplicatedContext(eventLoop);
            VertxContextSafetyToggle.setContextSafe(context, true);
            return Uni.createFrom()
                    .deferred(work::get)
                    .runSubscriptionOn(command -> context.runOnContext(nothing -> command.run()));
        });
    }
}
