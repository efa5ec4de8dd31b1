package dev.ganglion.llm.ledger;

import dev.ganglion.llm.price.Dollars;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** The ledger for people: what was spent on what, and what may be. Fails if the database is away. */
public final class Accounts {

    private final PostgresAccounts accounts;

    /** @param sessions on a database with the migrations of {@code db/ledger} */
    public Accounts(Mutiny.SessionFactory sessions, Vertx vertx) {
        this.accounts = new PostgresAccounts(new PostgresSessions(sessions, vertx));
    }

    /** All recipes that ever asked, by name and digest. */
    public Uni<List<Account>> all() {
        return accounts.budgets().chain(budgets -> accounts.sums().map(sums -> {
            Map<String, PostgresAccounts.Sums> byRecipe =
                    sums.stream().collect(Collectors.toMap(PostgresAccounts.Sums::recipe, Function.identity()));
            return budgets.stream()
                    .map(budget -> account(
                            budget,
                            byRecipe.getOrDefault(budget.recipe(), PostgresAccounts.Sums.nothing(budget.recipe()))))
                    .toList();
        }));
    }

    /**
     * Sets a recipe's budget. Processes that wait for it see that within {@link Terms#poll()}.
     *
     * @param recipe {@code name}, or {@code name@} and 8 digits of the digest or more
     * @param dollars null for no limit; below what is spent already nothing more is asked
     * @return the account as it is then; fails with IllegalArgumentException, one sentence, for a recipe that is not known
     *     or a sum that is none
     */
    public Uni<Account> setBudget(String recipe, BigDecimal dollars) {
        return Uni.createFrom().deferred(() -> {
            Long nano = dollars == null ? null : Dollars.nano("the budget", dollars);
            return accounts.budgets()
                    .map(budgets -> RecipeName.parse(recipe).only(budgets))
                    .chain(digest -> accounts.setBudget(digest, nano)
                            .chain(this::all)
                            .map(all -> all.stream()
                                    .filter(account -> account.digest().equals(digest))
                                    .findFirst()
                                    .orElseThrow()));
        });
    }

    private static Account account(PostgresAccounts.Budget budget, PostgresAccounts.Sums sums) {
        BigDecimal spent = Dollars.of(budget.spent());
        BigDecimal perNeuron = sums.neurons() == 0 || sums.unpriced() > 0
                ? null
                : spent.divide(BigDecimal.valueOf(sums.neurons()), Dollars.SCALE, RoundingMode.HALF_EVEN);
        return new Account(
                budget.pinned(),
                budget.recipe(),
                budget.service(),
                budget.model(),
                Dollars.of(budget.budget()),
                spent,
                Dollars.of(budget.unconfirmed()),
                Dollars.of(budget.reserved()),
                sums.calls(),
                sums.answers(),
                sums.formatFailures(),
                sums.refusals(),
                sums.unpriced(),
                sums.promptTokens(),
                sums.completionTokens(),
                sums.neurons(),
                perNeuron,
                sums.meanMillis(),
                sums.p95Millis());
    }
}
