package dev.ganglion.llm.ledger;

import dev.ganglion.events.RecipeRef;
import dev.ganglion.llm.price.Price;
import dev.ganglion.llm.price.Prices;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/**
 * A process's dealings with the ledger: in batches, one of a kind at a time, because every statement locks the recipe's one
 * budget and waits for the disk. Safe for use by many threads.
 */
final class LedgerDesk {

    private static final int LARGEST_BATCH = 256;

    private final Ledger ledger;
    private final Vertx vertx;
    private final Prices prices;
    private final Terms terms;
    private final LedgerMetrics metrics;
    private final Batching<Claim, Claim.Outcome> claims;
    private final Batching<Report, Boolean> reports;
    private final Batching<Renewal, Void> renewals;
    private final AtomicLong tickets = new AtomicLong();
    private final Map<String, BudgetGate> gates = new ConcurrentHashMap<>();
    private final Set<String> polled = ConcurrentHashMap.newKeySet();
    private volatile boolean asksAgain;

    LedgerDesk(Ledger ledger, Vertx vertx, Prices prices, Terms terms, LedgerMetrics metrics) {
        this.ledger = ledger;
        this.vertx = vertx;
        this.prices = prices;
        this.terms = terms;
        this.metrics = metrics;
        this.claims = new Batching<>(LARGEST_BATCH, batch -> ledger.claim(batch).map(this::outcomes));
        this.reports =
                new Batching<>(LARGEST_BATCH, batch -> ledger.settle(batch).map(this::outcomes));
        this.renewals = new Batching<>(LARGEST_BATCH, batch -> ledger.renew(batch)
                .replaceWith(() -> batch.stream().<Void>map(renewal -> null).toList()));
    }

    /** Has questions that failed for good asked once more. */
    void askAgain() {
        asksAgain = true;
    }

    boolean asksAgain() {
        return asksAgain;
    }

    /** A number that no other claim of this process has. */
    long ticket() {
        return tickets.incrementAndGet();
    }

    /** What came of it, on any thread. */
    void claim(Claim claim, BiConsumer<Claim.Outcome, Throwable> done) {
        claims.add(claim, done);
    }

    /** Whether the claim was still ours, on any thread. */
    void report(Report report, BiConsumer<Boolean, Throwable> done) {
        reports.add(report, done);
    }

    /** Keeps a claim. */
    void renew(Claim claim, int calls) {
        renewals.add(new Renewal(claim.key(), claim.ticket(), calls), (done, failure) -> {});
    }

    /**
     * The gate of a recipe's budget, which is made if it is not there.
     *
     * @return fails with IllegalArgumentException, one sentence, if there is a budget and no price
     */
    Uni<BudgetGate> gate(RecipeRef recipe, String model) {
        BudgetGate known = gates.get(recipe.digest());
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        return ledger.open(recipe, terms.service(), model, terms.nanoBudget())
                .invoke(state -> {
                    if (state.budget() != null) {
                        prices.underBudget(model);
                    }
                })
                .map(state -> gates.computeIfAbsent(recipe.digest(), digest -> watched(new BudgetGate(state))));
    }

    /** Waits for the budget; all who wait share one poll. */
    void await(BudgetGate gate, Long cost, Runnable goOn) {
        gate.await(cost, goOn);
        poll(gate);
    }

    Optional<Price> price(String model) {
        return prices.of(model);
    }

    Collection<BudgetGate> gates() {
        return gates.values();
    }

    /** Whether everything that was said to the ledger is written. */
    boolean isIdle() {
        return claims.idle() && hasReported();
    }

    /** Whether everything that became of claims is written. */
    boolean hasReported() {
        return reports.idle();
    }

    Vertx vertx() {
        return vertx;
    }

    Terms terms() {
        return terms;
    }

    LedgerMetrics metrics() {
        return metrics;
    }

    private BudgetGate watched(BudgetGate gate) {
        metrics.watch(gate);
        return gate;
    }

    private <O> List<O> outcomes(Ledger.Written<O> written) {
        for (BudgetState state : written.budgets()) {
            BudgetGate gate = gates.get(state.recipe());
            if (gate != null) {
                gate.update(state);
            }
        }
        return written.outcomes();
    }

    private void poll(BudgetGate gate) {
        String recipe = gate.state().recipe();
        if (gate.waiting() == 0 || !polled.add(recipe)) {
            return;
        }
        vertx.setTimer(terms.poll().toMillis(), timer -> ledger.look(recipe)
                .subscribe()
                .with(
                        state -> {
                            gate.update(state);
                            pollAgain(gate);
                        },
                        failure -> pollAgain(gate)));
    }

    private void pollAgain(BudgetGate gate) {
        polled.remove(gate.state().recipe());
        poll(gate);
    }
}
