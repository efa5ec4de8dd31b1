package dev.ganglion.llm.ledger;

import dev.ganglion.llm.price.Dollars;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The ledger's metrics. */
final class LedgerMetrics {

    /** How an answer was come by. */
    enum Outcome {
        REMEMBERED,
        ASKED,
        WAITED
    }

    private final MeterRegistry registry;
    private final Map<Outcome, Counter> answers = new ConcurrentHashMap<>();
    private final Map<String, Counter> costs = new ConcurrentHashMap<>();
    private final Counter promptTokens;
    private final Counter completionTokens;

    LedgerMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.promptTokens = tokens("prompt");
        this.completionTokens = tokens("completion");
        for (Outcome outcome : Outcome.values()) {
            answers.put(
                    outcome,
                    Counter.builder("ganglion.ledger.answers")
                            .description("Questions by how their answer was come by")
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    void answer(Outcome outcome) {
        answers.get(outcome).increment();
    }

    /** @param nano dollars of a call of this model; null if its price is unknown */
    void call(String model, long prompt, long completion, Long nano) {
        promptTokens.increment(Math.max(0, prompt));
        completionTokens.increment(Math.max(0, completion));
        if (nano != null) {
            costs.computeIfAbsent(model, this::cost).increment(Dollars.of(nano).doubleValue());
        }
    }

    void watch(BudgetGate gate) {
        String recipe = gate.state().pinned();
        Gauge.builder("ganglion.llm.budget.dollars", gate, LedgerMetrics::budget)
                .description("What the recipe may spend; NaN: no limit")
                .tag("recipe", recipe)
                .register(registry);
        Gauge.builder("ganglion.llm.spent.dollars", gate, LedgerMetrics::spent)
                .description("What the recipe has spent, unconfirmed spending included")
                .tag("recipe", recipe)
                .register(registry);
    }

    private static double budget(BudgetGate gate) {
        Long budget = gate.state().budget();
        return budget == null ? Double.NaN : Dollars.of(budget).doubleValue();
    }

    private static double spent(BudgetGate gate) {
        BudgetState state = gate.state();
        return Dollars.of(state.spent() + state.unconfirmed()).doubleValue();
    }

    private Counter cost(String model) {
        return Counter.builder("ganglion.llm.cost.dollars")
                .description("What answered calls cost")
                .tag("model", model)
                .register(registry);
    }

    private Counter tokens(String kind) {
        return Counter.builder("ganglion.llm.tokens")
                .description("Tokens that servers counted")
                .tag("kind", kind)
                .register(registry);
    }
}
