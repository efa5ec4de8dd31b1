package dev.ganglion.llm.ledger;

/**
 * A recipe's budget at some moment. Money is in nano-dollars.
 *
 * @param recipe its digest
 * @param budget null if there is no limit
 * @param spent by calls whose usage the server told
 * @param reserved that calls in flight may cost at most
 * @param unconfirmed that calls without an answer may have cost at most
 * @param revision greater in a later state
 */
record BudgetState(
        String recipe,
        String name,
        String service,
        String model,
        Long budget,
        long spent,
        long reserved,
        long unconfirmed,
        long revision) {

    /** Whether a call of this cost may be made now; one of unknown cost only without a limit. */
    boolean affords(Long cost) {
        return budget == null || cost != null && spent + unconfirmed + reserved + cost <= budget;
    }

    /** Whether a call of this cost could be made if no other call were in flight. */
    boolean couldAfford(Long cost) {
        return budget == null || cost != null && spent + unconfirmed + cost <= budget;
    }

    /** {@code name@digest8}. */
    String pinned() {
        return name + "@" + recipe.substring(0, Math.min(8, recipe.length()));
    }
}
