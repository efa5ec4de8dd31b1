package dev.ganglion.scorer.projection;

import dev.ganglion.scorer.projection.Row.Table;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.lang.reflect.Array;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statement that writes any number of rows of one table. Its parameters are the columns, each as an array of the rows'
 * values: so the database is asked once for all rows, where a statement for each of them costs it as much as the row.
 */
final class TableInsert {

    private static final String SCHEMA = "projection";
    private static final String CONTENT = "content";
    private static final String TYPES =
            "select attname, format_type(atttypid, null) from pg_attribute where attrelid = $1::text::regclass and attnum > 0"
                    + " and not attisdropped";

    private final boolean byContent;
    private final List<Column> columns;
    private final String sql;

    private TableInsert(Table table, List<Column> columns) {
        this.byContent = table.byContent();
        this.columns = columns;
        this.sql = statement(name(table));
    }

    /** @param value its name among a row's values */
    private record Column(String name, String value, Type type) {}

    /** What columns can hold. */
    private enum Type {
        UUID("uuid", java.util.UUID.class),
        TEXT("text", String.class),
        // The client makes no JSON of a text.
        JSONB("jsonb", String.class),
        INTEGER("integer", Integer.class),
        BIGINT("bigint", Long.class),
        DOUBLE("double precision", Double.class),
        BYTES("bytea", Buffer.class),
        TIME("timestamp with time zone", OffsetDateTime.class);

        private final String sql;
        private final Class<?> element;

        Type(String sql, Class<?> element) {
            this.sql = sql;
            this.element = element;
        }

        static Type of(String sql) {
            for (Type type : values()) {
                if (type.sql.equals(sql)) {
                    return type;
                }
            }
            throw new IllegalStateException("no row has values of type " + sql);
        }

        String parameter(int number) {
            return "$" + number + "::" + (this == JSONB ? TEXT : this).sql + "[]";
        }

        String selected(String column) {
            return this == JSONB ? column + "::jsonb" : column;
        }

        Object of(Object value) {
            return value instanceof byte[] bytes ? Buffer.buffer(bytes) : value;
        }
    }

    /**
     * Asks the database for the types of a table's columns.
     *
     * @param row any of the table
     */
    static Uni<TableInsert> into(SqlConnection connection, Row row) {
        return connection
                .preparedQuery(TYPES)
                .execute(Tuple.of(name(row.table())))
                .map(found -> {
                    Map<String, Type> types = new HashMap<>();
                    found.forEach(each -> types.put(each.getString(0), Type.of(each.getString(1))));
                    return new TableInsert(
                            row.table(),
                            row.values().keySet().stream()
                                    .map(value -> new Column(column(value), value, types.get(column(value))))
                                    .toList());
                });
    }

    /** Of two rows with one id the one with the greater content stays, so any order of any number of writes ends in the same row. */
    private String statement(String table) {
        String names = each(Column::name);
        String parameters = IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i).type().parameter(i + 1))
                .collect(Collectors.joining(", "));
        String insert = "insert into " + table + " as held (" + names + ") select "
                + each(column -> column.type().selected(column.name())) + " from unnest(" + parameters + ") as given ("
                + names + ") on conflict (id) ";
        return byContent
                ? insert + "do update set " + each(column -> column.name() + " = excluded." + column.name())
                        + " where excluded.content > held.content"
                : insert + "do nothing";
    }

    private String each(Function<Column, String> part) {
        return columns.stream().map(part).collect(Collectors.joining(", "));
    }

    /** {@code projection.neuron_record} */
    private static String name(Table table) {
        return SCHEMA + "." + table.name().toLowerCase(Locale.ROOT);
    }

    /** {@code neuron_index} of {@code neuronIndex}. */
    private static String column(String value) {
        return value.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** Writes rows of this table, in their order. */
    Uni<Void> write(SqlConnection connection, List<Row> rows) {
        return connection.preparedQuery(sql).execute(parameters(distinct(rows))).replaceWithVoid();
    }

    /** One row for each id, as the statement demands: the one that would stay. */
    private List<Row> distinct(List<Row> sorted) {
        List<Row> distinct = new ArrayList<>(sorted.size());
        for (Row row : sorted) {
            int last = distinct.size() - 1;
            if (last < 0
                    || !distinct.get(last)
                            .values()
                            .get("id")
                            .equals(row.values().get("id"))) {
                distinct.add(row);
            } else if (byContent && content(row) > content(distinct.get(last))) {
                distinct.set(last, row);
            }
        }
        return distinct;
    }

    private static long content(Row row) {
        return (long) row.values().get(CONTENT);
    }

    private Tuple parameters(List<Row> rows) {
        Tuple parameters = Tuple.tuple();
        for (Column column : columns) {
            Object[] values = (Object[]) Array.newInstance(column.type().element, rows.size());
            for (int i = 0; i < values.length; i++) {
                values[i] = column.type().of(rows.get(i).values().get(column.value()));
            }
            parameters.addValue(values);
        }
        return parameters;
    }
}
