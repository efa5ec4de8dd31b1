package dev.ganglion.scorer.results.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.events.RecipeRef;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Asks the results database how two recipes compare. */
@ApplicationScoped
public class RecipeComparison {

    /** The server gives up after this, and so does not work on for nobody. */
    private static final String LONGEST = "set local statement_timeout = '60s'";

    private static final JsonMapper JSON = new JsonMapper();

    private final Pool database;

    RecipeComparison(Pool database) {
        this.database = database;
    }

    /** The answer; fails with an {@link UncomparableException} if the question has none. */
    public Uni<Comparison> of(ComparisonQuestion question) {
        return database.withTransaction(connection -> connection
                .query(LONGEST)
                .execute()
                .chain(() -> combinations(connection, question))
                .map(question::settle)
                .chain(recipes -> pairs(connection, recipes).map(pairs -> Comparison.of(recipes, pairs))));
    }

    private static Uni<List<Combination>> combinations(SqlConnection connection, ComparisonQuestion question) {
        String[] names = {question.a().name(), question.b().name()};
        return connection
                .preparedQuery(PairsStatement.COMBINATIONS)
                .execute(Tuple.of(names))
                .map(RecipeComparison::combinations);
    }

    private static List<Combination> combinations(RowSet<Row> rows) {
        List<Combination> combinations = new ArrayList<>();
        for (Row row : rows) {
            combinations.add(new Combination(
                    row.getString(0),
                    new RecipeRef(row.getString(1), row.getString(2), row.getString(3)),
                    new RecipeRef(row.getString(4), row.getString(5), row.getString(6)),
                    row.getString(7),
                    row.getBoolean(8) ? Measure.BALANCED_ACCURACY : Measure.CORRELATION));
        }
        return combinations;
    }

    private static Uni<Pairs> pairs(SqlConnection connection, ComparedRecipes recipes) {
        return connection
                .preparedQuery(PairsStatement.of(recipes.stage(), recipes.measure()))
                .execute(Tuple.of(
                        recipes.model(),
                        recipes.a().digest(),
                        recipes.b().digest(),
                        recipes.under().digest(),
                        recipes.scorer()))
                .map(rows -> pairs(rows.iterator().next().getString(0)));
    }

    private static Pairs pairs(String json) {
        try {
            return JSON.readValue(json, Pairs.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database's answer cannot be read", e);
        }
    }
}
