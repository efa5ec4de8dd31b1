package dev.ganglion.llm.ledger;

import dev.ganglion.llm.price.Dollars;
import dev.ganglion.llm.price.Prices;
import java.math.BigDecimal;

/** What is said of budgets. */
final class BudgetSentences {

    private BudgetSentences() {}

    /** @param unpriced whether those who wait do not know their price */
    static String paused(BudgetState state, boolean unpriced) {
        if (unpriced) {
            return "paused: " + Prices.unpriced(state.model()) + ", and restart";
        }
        BigDecimal budget = Dollars.of(state.budget());
        BigDecimal more = budget.signum() == 0 ? BigDecimal.ONE : budget.add(budget);
        return "paused: the budget of " + state.pinned() + ", " + Dollars.shown(state.budget())
                + ", is spent" + remainder(state) + "; raise it: "
                + "infra/ganglion budget set " + state.pinned() + " "
                + more.stripTrailingZeros().toPlainString();
    }

    /** A question is asked only if its longest answer could be paid for, so a little may remain. */
    private static String remainder(BudgetState state) {
        long left = state.budget() - state.spent() - state.unconfirmed();
        return left <= 0 ? "" : " but for " + Dollars.shown(left) + ", too little for the next question";
    }
}
