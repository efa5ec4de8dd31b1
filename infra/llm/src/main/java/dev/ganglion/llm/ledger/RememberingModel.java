package dev.ganglion.llm.ledger;

import dev.ganglion.events.RecipeRef;
import dev.ganglion.llm.endpoint.Endpoint;
import dev.ganglion.llm.endpoint.Unowned;
import dev.ganglion.llm.model.LanguageModel;
import dev.ganglion.llm.model.Question;
import dev.ganglion.llm.price.Prices;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Set<Asking<?>> asking = ConcurrentHashMap.newKeySet();
    private volatile boolean beginsNoMore;

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
        this.ownEventLoop = Unowned.make(vertx::getOrCreateContext);
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

    /**
     * {@inheritDoc}
     *
     * <p>Who cancels a question whose call has left does not cancel the call: it is paid for, and whoever asks next gets its
     * answer from the ledger. After {@link #beginNoMore()} a question is never answered.
     */
    @Override
    public <T> Uni<T> ask(Question<T> question) {
        return Uni.createFrom().<T>emitter(emitter -> {
            Context current = Vertx.currentContext();
            Context eventLoop = current != null && current.isEventLoopContext() ? current : ownEventLoop;
            new Entry<>(question, eventLoop, emitter).begin();
        });
    }

    /**
     * Has questions asked once more whose remembered answer is a format failure or a refusal: for a process that tries again
     * what failed. What was answered stays answered.
     */
    public void askAgainWhatFailed() {
        desk.askAgain();
    }

    /**
     * Lets no call begin any more: calls that have left come to their end, and the ledger gets their answers; all else is
     * handed back. For a process that stops.
     */
    public void beginNoMore() {
        beginsNoMore = true;
        asking.forEach(Asking::beginNoMore);
    }

    /** Gives up every question, those too whose calls have left: they are handed back, and perhaps billed. */
    public void giveUp() {
        asking.forEach(Asking::giveUp);
    }

    /** Whether no question is asked and all is written; a claim that waits for a database that is away is not waited for. */
    public boolean isIdle() {
        return asking.isEmpty()
                && (desk.isIdle() || desk.hasReported() && away.get().isPresent());
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
        return new Snapshot(asking.size(), waiting, database, paused);
    }

    /** Waits until nothing is asked and all is written: before a process ends, after its questions were cancelled. */
    public Uni<Void> flush() {
        return Uni.createFrom()
                .item(() -> asking.isEmpty() && desk.isIdle())
                .onItem()
                .delayIt()
                .by(STEP)
                .repeat()
                .until(idle -> idle)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** A question as it is asked: it is among those that are asked from before its begin until after its end. */
    private final class Entry<T> {

        private final Asking<T> one;
        private final Context eventLoop;

        Entry(Question<T> question, Context eventLoop, UniEmitter<? super T> emitter) {
            this.eventLoop = eventLoop;
            this.one = new Asking<>(desk, endpoint, estimate, question, eventLoop, emitter, this::over);
            asking.add(one);
            emitter.onTermination(one::beginNoMore);
        }

        void begin() {
            // Looked at after it was added: whoever lets no more begin either finds it, or is found here.
            if (beginsNoMore) {
                over();
            } else {
                eventLoop.runOnContext(nothing -> one.begin());
            }
        }

        private void over() {
            asking.remove(one);
        }
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
