package dev.ganglion.llm.ledger;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where questions wait for a recipe's budget: until it is raised, or until others need less than they reserved. Those that
 * can be afforded go on, in the order in which they came. Safe for use by many threads.
 */
final class BudgetGate {

    private final Map<Runnable, Long> waiting = new LinkedHashMap<>();
    private BudgetState state;

    BudgetGate(BudgetState state) {
        this.state = state;
    }

    /** The latest state known. */
    synchronized BudgetState state() {
        return state;
    }

    /** Lets those go on that this state affords. States may come in any order. */
    void update(BudgetState latest) {
        List<Runnable> affordable = new ArrayList<>();
        synchronized (this) {
            if (latest.revision() < state.revision()) {
                return;
            }
            state = latest;
            long reserved = latest.reserved();
            for (Iterator<Map.Entry<Runnable, Long>> each = waiting.entrySet().iterator(); each.hasNext(); ) {
                Map.Entry<Runnable, Long> entry = each.next();
                if (withReserved(reserved).affords(entry.getValue())) {
                    reserved += entry.getValue() == null ? 0 : entry.getValue();
                    affordable.add(entry.getKey());
                    each.remove();
                }
            }
        }
        affordable.forEach(Runnable::run);
    }

    /**
     * Waits.
     *
     * @param cost in nano-dollars; null if unknown
     * @param goOn runs once; at once, if the budget has changed meanwhile
     */
    void await(Long cost, Runnable goOn) {
        synchronized (this) {
            if (!state.affords(cost)) {
                waiting.put(goOn, cost);
                return;
            }
        }
        goOn.run();
    }

    /** Waits no more. */
    synchronized void leave(Runnable goOn) {
        waiting.remove(goOn);
    }

    synchronized int waiting() {
        return waiting.size();
    }

    /** Why those who wait will wait until the budget is raised, in one sentence; nothing if they need not. */
    synchronized Optional<String> paused() {
        if (waiting.isEmpty() || waiting.values().stream().anyMatch(state::couldAfford)) {
            return Optional.empty();
        }
        return Optional.of(BudgetSentences.paused(state, waiting.containsValue(null)));
    }

    private BudgetState withReserved(long reserved) {
        return new BudgetState(
                state.recipe(),
                state.name(),
                state.service(),
                state.model(),
                state.budget(),
                state.spent(),
                reserved,
                state.unconfirmed(),
                state.revision());
    }
}
