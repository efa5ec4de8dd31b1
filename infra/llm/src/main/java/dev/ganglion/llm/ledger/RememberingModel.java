package dev.ganglion.llm.ledger;

import dev.ganglion.events.RecipeRef;
import dev.ganglion.llm.endpoint.Endpoint;
import dev.ganglion.llm.model.LanguageModel;
import dev.ganglion.llm.model.Question;
import dev.ganglion.llm.price.Prices;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Asks an endpoint once, remembers the answer in the ledger and stays within the budget. Safe for use by many threads and,
 * on one database, by many processes.
 */
public final class RememberingModel implements LanguageModel {

    private static final Duration STEP = Duration.ofMillis(10);

    private final LedgerDesk desk;
    private final Endpoint endpoint;
    private final Context ownEventLoop;
    private final Supplier<Optional<String>> away;
    private final TokenEstimate estimate = new TokenEstimate();
    private final AtomicInteger asking = new AtomicInteger();

    RememberingModel(
            Ledger ledger,
            Supplier<Optional<String>> away,
            Vertx vertx,
            Endpoint endpoint,
            Prices prices,
            Terms terms,
            MeterRegistry metrics) {
        this.desk = new LedgerDesk(ledger, vertx, prices, terms, new LedgerMetrics(metrics));
        this.endpoint = endpoint;
        this.ownEventLoop = vertx.getOrCreateContext();
        this.away = away;
    }

    /**
     * A model that keeps its ledger in PostgreSQL. To be made on no Vert.x worker thread.
     *
     * @param sessions on a database with the migrations of {@code db/ledger}
     */
    public static RememberingModel onPostgres(
            Mutiny.SessionFactory sessions,
            Vertx vertx,
            Endpoint endpoint,
            Prices prices,
            Terms terms,
            MeterRegistry metrics) {
        PostgresSessions database = new PostgresSessions(sessions, vertx);
        return new RememberingModel(
                new PostgresLedger(database, terms.lease()), database::away, vertx, endpoint, prices, terms, metrics);
    }

    /**
     * Makes the recipe's budget if there is none, for a program that starts. Waits for the database.
     *
     * @param model that the recipe asks
     * @return fails with IllegalArgumentException, one sentence, if there is a budget and the model has no price
     */
    public Uni<Void> open(RecipeRef recipe, String model) {
        return desk.gate(recipe, model).replaceWithVoid();
    }

    @Override
    public <T> Uni<T> ask(Question<T> question) {
        return Uni.createFrom().<T>emitter(emitter -> {
            Context current = Vertx.currentContext();
            Context eventLoop = current != null && current.isEventLoopContext() ? current : ownEventLoop;
            Asking<T> one = new Asking<>(desk, endpoint, estimate, question, eventLoop, emitter);
            asking.incrementAndGet();
            emitter.onTermination(() -> eventLoop.runOnContext(nothing -> {
                one.cancel();
                asking.decrementAndGet();
            }));
            eventLoop.runOnContext(nothing -> one.begin());
        });
    }

    /** What it is doing now. */
    public Snapshot snapshot() {
        int waiting = 0;
        Optional<String> paused = Optional.empty();
        for (BudgetGate gate : desk.gates()) {
            waiting += gate.waiting();
            paused = paused.or(gate::paused);
        }
        Optional<String> database =
                away.get().map(reason -> "paused: the ledger's database is away, waiting for it: " + reason);
        return new Snapshot(asking.get(), waiting, database, paused);
    }

    /** Waits until nothing is asked and all is written: before a process ends, after its questions were cancelled. */
    public Uni<Void> flush() {
        return Uni.createFrom()
                .item(() -> asking.get() == 0 && desk.idle())
                .onItem()
                .delayIt()
                .by(STEP)
                .repeat()
                .until(idle -> idle)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /**
     * A process's questions at some moment.
     *
     * @param asking that have no answer yet
     * @param waitingForBudget of those
     * @param database what keeps the ledger from being used, in one sentence
     * @param budget what keeps calls from being paid, in one sentence
     */
    public record Snapshot(int asking, int waitingForBudget, Optional<String> database, Optional<String> budget) {

        /** Why it is paused, in sentences; none if it is not. */
        public List<String> paused() {
            return Stream.of(database, budget).flatMap(Optional::stream).toList();
        }
    }
}
