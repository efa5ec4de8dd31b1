package dev.ganglion.llm.ledger;

import dev.ganglion.llm.price.Dollars;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * On what terms a process asks.
 *
 * @param service {@code explainer} or {@code simulator}
 * @param budget dollars for a recipe that has no budget yet; nothing for no limit
 * @param lease how long a claim holds without being renewed; longer than a call takes
 * @param poll how often a process looks whether a spent budget was raised
 */
public record Terms(String service, Optional<BigDecimal> budget, Duration lease, Duration poll) {

    private static final Duration SHORTEST_LEASE = Duration.ofMillis(30);
    private static final Duration BEYOND_CALL = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofSeconds(2);

    public Terms {
        budget.ifPresent(dollars -> Dollars.nano("the budget (LLM_BUDGET)", dollars));
        if (lease.compareTo(SHORTEST_LEASE) < 0) {
            throw new IllegalArgumentException("the lease (llm.lease) must be longer than a call takes");
        }
        if (poll.isZero() || poll.isNegative()) {
            throw new IllegalArgumentException("the budget's poll (llm.budget-poll) must be above 0");
        }
    }

    /** The usual terms. */
    public static Terms of(String service, Optional<BigDecimal> budget, Duration callTimeout) {
        return new Terms(service, budget, callTimeout.plus(BEYOND_CALL), POLL);
    }

    /** The budget in nano-dollars; null for no limit. */
    Long nanoBudget() {
        return budget.map(dollars -> Dollars.nano("the budget", dollars)).orElse(null);
    }
}
