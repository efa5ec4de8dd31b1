package dev.ganglion.scorer.projection;

import dev.ganglion.scorer.results.DatabaseFailure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Writes rows into the database. A database that is away is waited for, for ever; a row that the database cannot take is
 * told apart from the others, which are written.
 */
@ApplicationScoped
class RowWriter {

    private static final Logger LOG = Logger.getLogger(RowWriter.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private static final int RETRIES_IF_UNKNOWN = 5;

    private final Pool database;
    private final MeterRegistry metrics;
    private final Counter retries;
    private final Map<Row.Table, TableInsert> statements = new ConcurrentHashMap<>();

    RowWriter(Pool database, MeterRegistry metrics) {
        this.database = database;
        this.metrics = metrics;
        this.retries = Counter.builder("ganglion.projection.retries")
                .description("Batches written again because the database was away")
                .register(metrics);
    }

    /** What became of a row: null, or why the database cannot take it. */
    record Outcome<T>(T of, Throwable refused) {}

    /** A row and what it was made from. */
    record Pending<T>(T of, Row row) {}

    /**
     * Writes all rows in one transaction; if the database refuses one of them, each in a transaction of its own.
     *
     * @return one outcome for each row, when everything is decided and committed; fails never
     */
    <T> Uni<List<Outcome<T>>> write(List<Pending<T>> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return commit(rows)
                .onItem()
                .transform(done ->
                        rows.stream().map(row -> new Outcome<>(row.of(), null)).toList())
                .onFailure()
                .recoverWithUni(refused -> rows.size() == 1
                        ? Uni.createFrom()
                                .item(List.of(new Outcome<>(rows.get(0).of(), refused)))
                        : oneByOne(rows));
    }

    private <T> Uni<List<Outcome<T>>> oneByOne(List<Pending<T>> rows) {
        return Multi.createFrom()
                .iterable(rows)
                .onItem()
                .transformToUniAndConcatenate(row -> write(List.of(row)))
                .collect()
                .in(ArrayList::new, List::addAll);
    }

    /** Commits the rows, however long the database is away; fails if it refuses one of them. */
    private <T> Uni<Void> commit(List<Pending<T>> pending) {
        List<Row> rows = pending.stream().map(Pending::row).sorted().toList();
        return database.withTransaction(connection -> insert(connection, rows))
                .replaceWithVoid()
                .onFailure(RowWriter::isUnknown)
                .invoke(failure -> LOG.warnf("rows are not written: %s", DatabaseFailure.describe(failure)))
                .onFailure(RowWriter::isUnknown)
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .atMost(RETRIES_IF_UNKNOWN)
                .onFailure(RowWriter::isAway)
                .invoke(this::retrying)
                .onFailure(RowWriter::isAway)
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .withJitter(0.2)
                .indefinitely()
                .invoke(() -> rows.forEach(row -> count(row.table())));
    }

    private static boolean isUnknown(Throwable failure) {
        return DatabaseFailure.of(failure) == DatabaseFailure.UNKNOWN;
    }

    private static boolean isAway(Throwable failure) {
        return DatabaseFailure.of(failure) == DatabaseFailure.AWAY;
    }

    private void retrying(Throwable failure) {
        retries.increment();
        LOG.warnf("the results database is away, trying again: %s", DatabaseFailure.describe(failure));
    }

    private Uni<Void> insert(SqlConnection connection, List<Row> sorted) {
        Map<Row.Table, List<Row>> byTable =
                sorted.stream().collect(Collectors.groupingBy(Row::table, LinkedHashMap::new, Collectors.toList()));
        return Multi.createFrom()
                .iterable(byTable.values())
                .onItem()
                .transformToUniAndConcatenate(rows ->
                        statement(connection, rows.get(0)).chain(statement -> statement.write(connection, rows)))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<TableInsert> statement(SqlConnection connection, Row row) {
        TableInsert known = statements.get(row.table());
        return known != null
                ? Uni.createFrom().item(known)
                : TableInsert.into(connection, row).invoke(made -> statements.put(row.table(), made));
    }

    private void count(Row.Table table) {
        Counter.builder("ganglion.projection.rows")
                .description("Rows written or found written")
                .tag("table", table.tag())
                .register(metrics)
                .increment();
    }
}
