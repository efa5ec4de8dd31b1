package dev.ganglion.scorer.results;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the tables hold, in a few digits: two databases that were made of the same topics have the same, whatever the order
 * was. Times are left out, and so is what is made of other tables; of stored events their digest counts, which is in {@code
 * content}. It reads every table once.
 */
@ApplicationScoped
public class ContentChecksum {

    /** Each table's columns that count. */
    private static final String TABLES =
            """
            select c.table_name, string_agg(quote_ident(c.column_name), ', ' order by c.column_name)
            from information_schema.columns c
            join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
            where c.table_schema = 'projection' and t.table_type = 'BASE TABLE'
                and c.table_name not in ('flyway_schema_history', 'search_entry', 'search_word', 'search_queue')
                and c.data_type not like 'timestamp%' and c.column_name not in ('event', 'decided_at')
            group by c.table_name order by c.table_name
            """;

    /** A sum does not depend on the order, and two equal rows do not cancel each other. */
    private static final String ROWS =
            "select count(*), coalesce(sum(hash_record_extended(row(%s), 0)::numeric), 0)::text from projection.%s";

    private static final BigInteger TWO_TO_THE_64 = BigInteger.ONE.shiftLeft(64);

    private final Pool database;

    ContentChecksum(Pool database) {
        this.database = database;
    }

    /**
     * What one table holds.
     *
     * @param checksum 16 hexadecimal digits
     */
    public record Table(long rows, String checksum) {}

    /**
     * What all hold.
     *
     * @param checksum over all tables, 16 hexadecimal digits
     * @param tables by name
     */
    public record Content(String checksum, Map<String, Table> tables) {}

    /** Of all tables, one after the other. */
    public Uni<Content> compute() {
        return database.query(TABLES)
                .execute()
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .onItem()
                .transformToUniAndConcatenate(table -> table(table.getString(0), table.getString(1))
                        .map(content -> Map.entry(table.getString(0), content)))
                .collect()
                .in(LinkedHashMap<String, Table>::new, (all, one) -> all.put(one.getKey(), one.getValue()))
                .map(tables -> new Content(digest(tables), tables));
    }

    private Uni<Table> table(String name, String columns) {
        return database.query(ROWS.formatted(columns, name)).execute().map(rows -> {
            Row row = rows.iterator().next();
            return new Table(row.getLong(0), hexadecimal(new BigInteger(row.getString(1))));
        });
    }

    private static String hexadecimal(BigInteger sum) {
        return String.format("%016x", sum.mod(TWO_TO_THE_64));
    }

    private static String digest(Map<String, Table> tables) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            tables.forEach((name, table) -> sha.update(
                    (name + " " + table.rows() + " " + table.checksum() + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(sha.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
