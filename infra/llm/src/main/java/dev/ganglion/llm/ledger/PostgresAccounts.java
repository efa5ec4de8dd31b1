package dev.ganglion.llm.ledger;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads the ledger, and sets budgets. */
final class PostgresAccounts {

    /** Not the rows themselves: a stateless session cannot load entities that Quarkus has enhanced. */
    private static final String BUDGETS =
            """
            select new dev.ganglion.llm.ledger.PostgresAccounts$Budget(
                recipe, name, service, model, budget, spent, reserved, unconfirmed)
            from BudgetRow
            order by name, recipe
            """;

    private static final String SUMS =
            """
            select new dev.ganglion.llm.ledger.PostgresAccounts$Sums(
                recipe,
                sum(calls),
                count(*) filter (where state = 'answered'),
                count(*) filter (where state = 'format-failure'),
                count(*) filter (where state = 'refused'),
                count(*) filter (where state in ('answered', 'format-failure', 'refused') and cost is null),
                coalesce(sum(promptTokens), 0L),
                coalesce(sum(completionTokens), 0L),
                count(distinct neuron) filter (where state in ('answered', 'format-failure', 'refused') and neuron <> ''),
                avg(latencyMs),
                percentile_cont(0.95) within group (order by cast(latencyMs as Double)))
            from AnswerRow
            group by recipe
            """;

    private static final String SET_BUDGET =
            """
            update ledger.budget
            set budget = nullif(cast(:budget as bigint), -1), revision = revision + 1, changed_at = now()
            where recipe = :recipe
            """;

    private final PostgresSessions database;

    PostgresAccounts(PostgresSessions database) {
        this.database = database;
    }

    /** All budgets, by name and digest. */
    Uni<List<Budget>> budgets() {
        return database.once(
                session -> session.createSelectionQuery(BUDGETS, Budget.class).getResultList());
    }

    /** What each recipe asked for. */
    Uni<List<Sums>> sums() {
        return database.once(
                session -> session.createSelectionQuery(SUMS, Sums.class).getResultList());
    }

    /** @param nano dollars; null for no limit */
    Uni<Integer> setBudget(String recipe, Long nano) {
        return database.once(session -> {
            Mutiny.MutationQuery update = session.createNativeQuery(SET_BUDGET);
            return update.setParameter("budget", nano == null ? -1L : nano)
                    .setParameter("recipe", recipe)
                    .executeUpdate();
        });
    }

    /** A row of budgets. Money is in nano-dollars; {@code budget} is null for no limit. */
    record Budget(
            String recipe,
            String name,
            String service,
            String model,
            Long budget,
            long spent,
            long reserved,
            long unconfirmed) {

        /** {@code name@digest8}. */
        String pinned() {
            return name + "@" + recipe.substring(0, Math.min(8, recipe.length()));
        }
    }

    /** Sums over the questions of a recipe; of latencies null if there are none. */
    record Sums(
            String recipe,
            long calls,
            long answers,
            long formatFailures,
            long refusals,
            long unpriced,
            long promptTokens,
            long completionTokens,
            long neurons,
            Double meanMillis,
            Double p95Millis) {

        static Sums nothing(String recipe) {
            return new Sums(recipe, 0, 0, 0, 0, 0, 0, 0, 0, null, null);
        }
    }
}
