package dev.ganglion.scorer.results.search;

import dev.ganglion.scorer.results.DatabaseFailure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Keeps the search's tables at what the others have: some thousand changes at a time, one batch after the other. Of several
 * replicas one does it at a time, and it matters not which. Only a process that projects does it.
 */
@ApplicationScoped
class SearchIndexing {

    private static final Logger LOG = Logger.getLogger(SearchIndexing.class);
    private static final int BATCH = 2000;
    /** Changes at once: of more, somebody is filling the database. */
    private static final int FEW = 20;

    private static final long PAUSE_MS = 200;
    /** While many come: the index has what they have in common written once for all that came meanwhile. */
    private static final long PAUSE_OF_MANY_MS = 1000;

    private static final long PAUSE_AFTER_FAILURE_MS = 5000;

    private final Pool database;
    private final Vertx vertx;
    private final boolean enabled;
    private final Counter indexed;
    private volatile boolean stopped;
    private volatile boolean failing;

    SearchIndexing(
            Pool database,
            Vertx vertx,
            MeterRegistry metrics,
            @ConfigProperty(name = "mp.messaging.incoming.projection.enabled", defaultValue = "true") boolean enabled) {
        this.database = database;
        this.vertx = vertx;
        this.enabled = enabled;
        this.indexed = Counter.builder("ganglion.search.changes")
                .description("Changes of explanations and scores that the search has taken in")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        if (enabled) {
            after(PAUSE_MS);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void after(long milliseconds) {
        if (!stopped) {
            vertx.setTimer(milliseconds, timer -> index());
        }
    }

    private void index() {
        if (stopped) {
            return;
        }
        database.preparedQuery("select projection.index_explanations($1)")
                .execute(Tuple.of(BATCH))
                .map(rows -> rows.iterator().next().getInteger(0))
                .subscribe()
                .with(this::done, this::failed);
    }

    private void done(int changes) {
        failing = false;
        indexed.increment(changes);
        after(pause(changes));
    }

    private static long pause(int changes) {
        if (changes >= BATCH) {
            return 1;
        }
        return changes > FEW ? PAUSE_OF_MANY_MS : PAUSE_MS;
    }

    private void failed(Throwable failure) {
        if (!failing && !stopped) {
            LOG.warnf("the search is not kept up to date, trying again: %s", DatabaseFailure.describe(failure));
        }
        failing = true;
        after(PAUSE_AFTER_FAILURE_MS);
    }
}
