package dev.ganglion.scorer.results.forgetting;

import dev.ganglion.scorer.results.RecipeFilter;
import dev.ganglion.scorer.results.forgetting.Target.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which recipes have anything in the results database. */
@ApplicationScoped
public class KnownRecipes {

    /** Of the name $1 and digests like $2: a result counts wherever it is, since rows arrive in any order. */
    private static final String FIND =
            """
            select distinct kind, digest from (
                select 'EXPLAINER' as kind, recipe_digest as digest from projection.explanation
                    where recipe_name = $1 and recipe_digest like $2
                union all
                select 'EXPLAINER', explainer_digest from projection.simulation
                    where explainer_name = $1 and explainer_digest like $2
                union all
                select 'EXPLAINER', explainer_digest from projection.scores
                    where explainer_name = $1 and explainer_digest like $2
                union all
                select 'EXPLAINER', explainer_digest from projection.judgement_scores
                    where explainer_name = $1 and explainer_digest like $2
                union all
                select 'EXPLAINER', explainer_digest from projection.baseline_score
                    where explainer_name = $1 and explainer_digest like $2
                union all
                select 'SIMULATOR', simulator_digest from projection.simulation
                    where simulator_name = $1 and simulator_digest like $2
                union all
                select 'SIMULATOR', simulator_digest from projection.scores
                    where simulator_name = $1 and simulator_digest like $2
                union all
                select 'SIMULATOR', simulator_digest from projection.judgement_scores
                    where simulator_name = $1 and simulator_digest like $2
                union all
                select 'SIMULATOR', simulator_digest from projection.baseline_score
                    where simulator_name = $1 and simulator_digest like $2
                union all
                select upper(service), digest from projection.recipe
                    where name = $1 and digest like $2 and service in ('explainer', 'simulator')
            ) found
            order by 1, 2 limit 100
            """;

    private static final String OTHER_NAMES =
            """
            select distinct name from projection.recipe
                where digest = $1 and name <> $2 and service = $3
            order by 1 limit 100
            """;

    private static final int SHORT = 8;

    private final Pool database;

    KnownRecipes(Pool database) {
        this.database = database;
    }

    /** All that the filter chooses, explainers first. */
    public Uni<List<Target>> find(RecipeFilter recipe) {
        return database.preparedQuery(FIND)
                .execute(Tuple.of(recipe.name(), recipe.digest() + "%"))
                .map(rows -> {
                    List<Target> found = new ArrayList<>();
                    for (Row row : rows) {
                        found.add(target(recipe.name(), row));
                    }
                    return found;
                });
    }

    /** Under which other names a recipe was published: it is one, and what is of one of its names is of the others too. */
    public Uni<List<String>> otherNames(Target recipe) {
        String name = recipe.shown().substring(0, recipe.shown().indexOf('@'));
        return database.preparedQuery(OTHER_NAMES)
                .execute(Tuple.of(recipe.value(), name, recipe.kind().name().toLowerCase(Locale.ROOT)))
                .map(rows -> {
                    List<String> names = new ArrayList<>();
                    rows.forEach(row -> names.add(row.getString(0)));
                    return names;
                });
    }

    private static Target target(String name, Row row) {
        String digest = row.getString(1);
        return new Target(Kind.valueOf(row.getString(0)), digest, name + "@" + digest.substring(0, SHORT));
    }
}
