package dev.ganglion.llm.ledger;

import dev.ganglion.events.RecipeRef;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * Answers and budgets, shared by all processes. Whatever passes by itself, such as a database that is away, is waited for;
 * so every operation may be repeated by the implementation and comes to the same.
 */
interface Ledger {

    /**
     * Makes a recipe's budget, if there is none yet.
     *
     * @param budget nano-dollars; null for no limit
     * @return as it is then: one that there was keeps its dollars
     */
    Uni<BudgetState> open(RecipeRef recipe, String service, String model, Long budget);

    /** Finds answers, and claims questions that have none. */
    Uni<Written<Claim.Outcome>> claim(List<Claim> claims);

    /** Says what became of claims: true where it is written, false where the claim was lost to somebody else. */
    Uni<Written<Boolean>> settle(List<Report> reports);

    /** Keeps claims for another lease. */
    Uni<Void> renew(List<Renewal> renewals);

    /** A budget as it is now, with what is reserved by processes that are gone counted as unconfirmed. */
    Uni<BudgetState> look(String recipe);

    /**
     * What came of a batch.
     *
     * @param outcomes one for each of its items, in their order
     * @param budgets as they are after it
     */
    record Written<O>(List<O> outcomes, List<BudgetState> budgets) {}
}
