package dev.ganglion.scorer.results.forgetting;

import dev.ganglion.scorer.results.DatabaseFailure;
import dev.ganglion.scorer.results.summary.Summaries;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Counts and removes rows. A removal goes through each table in transactions of a few pages, so that it never holds many
 * locks, reads a table once, and can be stopped and done again at any time. The projection goes on meanwhile.
 */
@ApplicationScoped
public class Forgetting {

    private static final Logger LOG = Logger.getLogger(Forgetting.class);

    /** 4 MiB of a table, mostly some thousand rows. */
    static final int PAGES = 512;

    /** Rows that the projection moves behind the place that is being read are found by going through once more. */
    private static final int MOST_PASSES = 3;

    /** Two that wait for each other are told so, and a database may be restarted. */
    private static final int RETRIES = 5;

    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Pool database;
    private final Summaries summaries;

    Forgetting(Pool database, Summaries summaries) {
        this.database = database;
        this.summaries = summaries;
    }

    /** What would go; nothing is changed. */
    public Uni<ForgottenRows> count(Target target) {
        return each(target, table -> database.preparedQuery(table.count(target.kind()))
                .execute(Tuple.of(target.value()))
                .map(rows -> rows.iterator().next().getLong(0)));
    }

    /**
     * Removes it, and says what went, when the summary does not show it any more. What is not there any more is nothing to
     * remove, and no failure.
     */
    public Uni<ForgottenRows> forget(Target target) {
        return each(target, table -> pass(table, target, 1)).call(() -> summaries
                .renew()
                .onFailure()
                .invoke(failure -> LOG.warnf("nothing is counted: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull());
    }

    private interface Step {
        Uni<Long> on(AffectedTable table);
    }

    private static Uni<ForgottenRows> each(Target target, Step step) {
        List<AffectedTable> tables = Stream.of(AffectedTable.values())
                .filter(table -> table.has(target.kind()))
                .toList();
        return Multi.createFrom()
                .iterable(tables)
                .onItem()
                .transformToUniAndConcatenate(table -> step.on(table).map(rows -> Map.entry(table, rows)))
                .collect()
                .in(
                        () -> new EnumMap<AffectedTable, Long>(AffectedTable.class),
                        (all, one) -> all.put(one.getKey(), one.getValue()))
                .map(Forgetting::rows);
    }

    private static ForgottenRows rows(Map<AffectedTable, Long> rows) {
        return new ForgottenRows(
                rows.getOrDefault(AffectedTable.NEURON_RECORD, 0L),
                rows.getOrDefault(AffectedTable.EXPLANATION, 0L),
                rows.getOrDefault(AffectedTable.SIMULATION, 0L),
                rows.getOrDefault(AffectedTable.SCORES, 0L) + rows.getOrDefault(AffectedTable.BASELINE_SCORE, 0L),
                rows.getOrDefault(AffectedTable.JUDGEMENT_SCORES, 0L),
                rows.getOrDefault(AffectedTable.RECIPE, 0L));
    }

    /** Goes through a table until nothing more is found. */
    private Uni<Long> pass(AffectedTable table, Target target, int pass) {
        return database.query(table.pages())
                .execute()
                .map(rows -> rows.iterator().next().getLong(0))
                .chain(pages -> removeTo(table, target, pages))
                .chain(removed -> removed == 0 || pass == MOST_PASSES
                        ? Uni.createFrom().item(removed)
                        : pass(table, target, pass + 1).map(more -> removed + more));
    }

    private Uni<Long> removeTo(AffectedTable table, Target target, long pages) {
        String delete = table.delete(target.kind());
        return Multi.createBy()
                .repeating()
                .supplier(() -> new long[1], next -> next[0]++)
                .atMost(pages / PAGES + 1)
                .onItem()
                .transformToUniAndConcatenate(batch -> remove(delete, target, batch * PAGES))
                .collect()
                .in(() -> new long[1], (sum, removed) -> sum[0] += removed)
                .map(sum -> sum[0]);
    }

    /** One batch, by itself in a transaction. */
    private Uni<Integer> remove(String delete, Target target, long from) {
        return database.preparedQuery(delete)
                .execute(Tuple.of(target.value(), from, from + PAGES))
                .map(rows -> rows.rowCount())
                .onFailure(failure -> DatabaseFailure.of(failure) == DatabaseFailure.AWAY)
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .atMost(RETRIES);
    }
}
