package dev.ganglion.scorer.results.summary;

import dev.ganglion.events.RecipeRef;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Counts everything: these questions go through whole tables, or the indexes that have what they need. */
@ApplicationScoped
class SummaryQuestions {

    private static final String PLACE = "model, layer, site";
    private static final String EXPLAINER = "explainer_name, explainer_digest, explainer_method";
    private static final String SIMULATOR = "simulator_name, simulator_digest, simulator_method";
    private static final int FIRST_OF_EXPLAINER = 3;
    private static final int FIRST_OF_SIMULATOR = 6;

    private static final String RECORDS = "select " + PLACE + ", sum(records)::bigint, count(*) from (select " + PLACE
            + ", neuron_index, count(*) as records from projection.neuron_record group by " + PLACE
            + ", neuron_index) n group by " + PLACE;

    private static final String RECIPE = "recipe_name, recipe_digest, recipe_method";

    /** By neuron first: counting different ones within each group would sort all rows. */
    private static final String EXPLANATIONS = "select " + PLACE + ", " + RECIPE
            + ", sum(explanations)::bigint, count(*)"
            + " from (select " + PLACE + ", " + RECIPE + ", neuron_index, count(*) as explanations"
            + " from projection.explanation group by " + PLACE + ", " + RECIPE + ", neuron_index) n group by " + PLACE
            + ", " + RECIPE;

    private static final String SIMULATIONS = "select " + PLACE
            + ", explainer_name, explainer_digest, '', simulator_name, simulator_digest, '', count(*)"
            + " from projection.simulation where explanation_of is null group by " + PLACE
            + ", explainer_name, explainer_digest, simulator_name, simulator_digest";

    private static final String JUDGEMENTS = "select " + PLACE + ", " + EXPLAINER + ", " + SIMULATOR
            + ", count(*) from projection.judgement_scores group by " + PLACE + ", " + EXPLAINER + ", " + SIMULATOR;

    private static final String REASONS = "select " + PLACE + ", " + EXPLAINER + ", " + SIMULATOR
            + ", undefined, count(*) from projection.scores where score is null group by " + PLACE + ", " + EXPLAINER
            + ", "
            + SIMULATOR + ", undefined";

    private static final String SCORES = "select " + PLACE + ", " + EXPLAINER + ", " + SIMULATOR
            + ", count(*), count(*) filter (where best),"
            + " coalesce(array_agg(score) filter (where best and score is not null), '{}')"
            + " from (select s.*, %s as best from projection.scores s) s group by " + PLACE + ", " + EXPLAINER + ", "
            + SIMULATOR;

    private static final String SEVERAL_CANDIDATES =
            "select exists (select from projection.explanation where candidate > 0 or parent is not null)";

    /** As {@code BestCandidate} says it of entities. */
    private static final String BEST =
            """
            not exists (select from projection.scores b
                where b.model = s.model and b.layer = s.layer and b.site = s.site and b.neuron_index = s.neuron_index
                and b.activations = s.activations and b.explainer_digest = s.explainer_digest
                and b.simulator_digest = s.simulator_digest and b.explanation <> s.explanation
                and (-coalesce(b.calibration, -2), coalesce((select e.candidate from projection.explanation e
                        where e.id = b.explanation), 2147483647), b.explanation)
                    < (-coalesce(s.calibration, -2), coalesce((select e.candidate from projection.explanation e
                        where e.id = s.explanation), 2147483647), s.explanation))
            """;

    private static final String DEAD_LETTERS =
            """
            select count(*) from projection.dead_letter d
            left join projection.dead_letter_decision x on x.id = d.id where x.outcome is null
            """;

    /** How often rows were changed, as far as the sessions have said so yet. */
    private static final String CHANGES =
            """
            select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::bigint from pg_stat_user_tables
            where schemaname = 'projection' and relname not like 'search%'
            """;

    private final Pool database;

    SummaryQuestions(Pool database) {
        this.database = database;
    }

    /** A number that is another if anything has changed, at the latest some seconds after it has. */
    Uni<Long> changes() {
        return list(CHANGES, row -> row.getLong(0)).map(rows -> rows.get(0));
    }

    Uni<Summary> count() {
        Instant at = Instant.now();
        return Uni.combine()
                .all()
                .unis(
                        list(RECORDS, row -> new CountCell(place(row), null, null, row.getLong(3), row.getLong(4))),
                        list(
                                EXPLANATIONS,
                                row -> new CountCell(
                                        place(row),
                                        recipe(row, FIRST_OF_EXPLAINER),
                                        null,
                                        row.getLong(6),
                                        row.getLong(7))),
                        list(SIMULATIONS, SummaryQuestions::cell),
                        scores(),
                        list(JUDGEMENTS, SummaryQuestions::cell),
                        list(DEAD_LETTERS, row -> row.getLong(0)))
                .usingConcurrencyOf(1)
                .asTuple()
                .map(all -> new Summary(
                        at,
                        all.getItem1(),
                        all.getItem2(),
                        all.getItem3(),
                        all.getItem4(),
                        all.getItem5(),
                        all.getItem6().get(0)));
    }

    private Uni<List<ScoreCell>> scores() {
        return list(SEVERAL_CANDIDATES, row -> row.getBoolean(0))
                .chain(several -> database.query(SCORES.formatted(several.get(0) ? BEST : "true"))
                        .execute())
                .chain(rows -> database.query(REASONS)
                        .execute()
                        // Sorting half a million scores would keep an event loop busy.
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(reasons -> cells(rows, reasons)));
    }

    private record Key(Place place, RecipeRef explainer, RecipeRef simulator) {

        static Key of(Row row) {
            return new Key(
                    SummaryQuestions.place(row), recipe(row, FIRST_OF_EXPLAINER), recipe(row, FIRST_OF_SIMULATOR));
        }
    }

    private static List<ScoreCell> cells(RowSet<Row> rows, RowSet<Row> reasons) {
        Map<Key, Map<String, Long>> undefined = new HashMap<>();
        for (Row row : reasons) {
            undefined.computeIfAbsent(Key.of(row), key -> new TreeMap<>()).put(row.getString(9), row.getLong(10));
        }
        List<ScoreCell> cells = new ArrayList<>();
        for (Row row : rows) {
            Key key = Key.of(row);
            Double[] boxed = row.getArrayOfDoubles(11);
            double[] values = new double[boxed.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = boxed[i];
            }
            // Here, and not there: ordered aggregates are sorted by all that they are grouped by, which are long texts.
            Arrays.sort(values);
            cells.add(new ScoreCell(
                    key.place(),
                    key.explainer(),
                    key.simulator(),
                    row.getLong(9),
                    undefined.getOrDefault(key, Map.of()),
                    row.getLong(10),
                    values));
        }
        return cells;
    }

    private <T> Uni<List<T>> list(String question, Function<Row, T> read) {
        return database.query(question).execute().map(rows -> {
            List<T> all = new ArrayList<>();
            rows.forEach(row -> all.add(read.apply(row)));
            return all;
        });
    }

    private static CountCell cell(Row row) {
        return new CountCell(
                place(row), recipe(row, FIRST_OF_EXPLAINER), recipe(row, FIRST_OF_SIMULATOR), row.getLong(9), 0);
    }

    private static Place place(Row row) {
        return new Place(row.getString(0), row.getInteger(1), row.getString(2));
    }

    private static RecipeRef recipe(Row row, int first) {
        return new RecipeRef(row.getString(first), row.getString(first + 1), row.getString(first + 2));
    }
}
