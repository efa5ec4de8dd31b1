package dev.ganglion.llm.ledger;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Sessions with the ledger's database. May be called from any thread: the work runs on a Vert.x event loop, as Hibernate
 * Reactive demands, each piece in a context of its own, because two pieces in one context would share a session. A
 * database that is away is waited for.
 */
final class PostgresSessions {

    private static final Logger LOG = Logger.getLogger(PostgresSessions.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    /** A connection that says nothing for so long is given up. */
    private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(30);

    private final Mutiny.SessionFactory sessions;
    private final Context anyEventLoop;
    private volatile String away;

    PostgresSessions(Mutiny.SessionFactory sessions, Vertx vertx) {
        this.sessions = sessions;
        this.anyEventLoop = vertx.getOrCreateContext();
    }

    /** Why the database is not there, in a few words; nothing if it is. */
    Optional<String> away() {
        return Optional.ofNullable(away);
    }

    /** Runs a statement of one row and column; being by itself, it is a transaction. Waits for the database. */
    Uni<String> text(String sql, Map<String, Object> values) {
        return patiently(session -> {
            Mutiny.SelectionQuery<String> query = session.createNativeQuery(sql, String.class);
            values.forEach(query::setParameter);
            return query.getSingleResultOrNull();
        });
    }

    /** Reads, and waits for the database. */
    <T> Uni<T> patiently(Function<Mutiny.StatelessSession, Uni<T>> work) {
        return once(work)
                .onFailure(PostgresFailure::passes)
                .invoke(this::isAway)
                .onFailure(PostgresFailure::passes)
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .withJitter(0.2)
                .indefinitely()
                .invoke(this::isBack);
    }

    /** Works once, and fails if the database is away. */
    <T> Uni<T> once(Function<Mutiny.StatelessSession, Uni<T>> work) {
        return onEventLoop(() -> sessions.withStatelessSession(work))
                .ifNoItem()
                .after(LONGEST_STATEMENT)
                .failWith(() -> new TimeoutException("no answer within " + LONGEST_STATEMENT.toSeconds() + " s"));
    }

    private void isAway(Throwable failure) {
        if (away == null) {
            LOG.warnf("the ledger's database is away, waiting for it: %s", PostgresFailure.describe(failure));
        }
        away = PostgresFailure.describe(failure);
    }

    private void isBack() {
        if (away != null) {
            away = null;
            LOG.info("the ledger's database is back");
        }
    }

    private <T> Uni<T> onEventLoop(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Context context = VertxContext.createNewDuplicatedContext(anyEventLoop);
            VertxContextSafetyToggle.setContextSafe(context, true);
            return Uni.createFrom()
                    .deferred(work::get)
                    .runSubscriptionOn(command -> context.runOnContext(nothing -> command.run()));
        });
    }
}
