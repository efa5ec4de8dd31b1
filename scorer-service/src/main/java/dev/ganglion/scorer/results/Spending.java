package dev.ganglion.scorer.results;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * What language models have cost so far. The ledger is not of this service: it is looked at, if it is in the same database,
 * and nothing is wrong if it is not.
 */
@ApplicationScoped
public class Spending {

    private static final String LEDGER = "select to_regclass('ledger.budget') is not null";

    /** Recipes that have cost nothing, as all that ask no model, are not named. */
    private static final String BUDGETS =
            """
            select name, recipe, model, (spent + unconfirmed) / 1e9::double precision, budget / 1e9::double precision
            from ledger.budget where spent + unconfirmed > 0 order by spent + unconfirmed desc, recipe limit 100
            """;

    private final Pool database;

    Spending(Pool database) {
        this.database = database;
    }

    /** By recipe, the most expensive first; empty where nothing was spent, or no ledger is here to be read. */
    public Uni<List<RecipeSpending>> byRecipe() {
        return database.query(LEDGER)
                .execute()
                .chain(found -> found.iterator().next().getBoolean(0)
                        ? database.query(BUDGETS).execute().map(Spending::rows)
                        : Uni.createFrom().item(List.<RecipeSpending>of()))
                .onFailure(failure -> DatabaseFailure.of(failure) != DatabaseFailure.AWAY)
                .recoverWithItem(List.of());
    }

    private static List<RecipeSpending> rows(RowSet<Row> rows) {
        List<RecipeSpending> all = new ArrayList<>();
        for (Row row : rows) {
            all.add(new RecipeSpending(
                    row.getString(0), row.getString(1), row.getString(2), row.getDouble(3), row.getDouble(4)));
        }
        return all;
    }
}
