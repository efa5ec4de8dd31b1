package dev.ganglion.scorer.projection;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A row to be written.
 *
 * @param table which table
 * @param values by column in camel case, {@code id} among them; the same columns in every row of a table
 */
record Row(Table table, Map<String, Object> values) implements Comparable<Row> {

    /** What is to happen when there is a row with this id already. Two replicas may write it at the same time. */
    enum Table {
        NEURON_RECORD(true),
        EXPLANATION(true),
        SIMULATION(true),
        SCORES(true),
        JUDGEMENT_SCORES(true),
        BASELINE_SCORE(true),
        RECIPE(true),
        /** Named by its place on a topic, so the same place has the same content. */
        DEAD_LETTER(false),
        /** A later decision replaces an earlier one. */
        DEAD_LETTER_DECISION(true);

        private final boolean byContent;

        Table(boolean byContent) {
            this.byContent = byContent;
        }

        /** As in tags of metrics. */
        String tag() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final String SCHEMA = "projection";
    /** Columns whose values are JSON, written as text. */
    private static final Set<String> JSON = Set.of("splits", "judgements");

    /** Made once for each table: a row is written far too often to make its statement again. */
    private static final Map<Table, String> STATEMENTS = new ConcurrentHashMap<>();

    Row {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /**
     * The statement that writes it, with a parameter for each value in the order of {@link #parameters()}. Of two rows with
     * one id the one with the greater content stays, so any order of any number of writes ends in the same row.
     */
    String sql() {
        return STATEMENTS.computeIfAbsent(table, unknown -> statement());
    }

    private String statement() {
        List<String> parameters = new ArrayList<>();
        for (String name : values.keySet()) {
            String place = "$" + (parameters.size() + 1);
            parameters.add(JSON.contains(name) ? place + "::text::jsonb" : place);
        }
        String insert = "insert into " + SCHEMA + "." + table.tag().replace('-', '_') + " as held ("
                + columns(Row::column) + ") values (" + String.join(", ", parameters) + ") on conflict (id) ";
        return table.byContent
                ? insert + "do update set " + columns(name -> column(name) + " = excluded." + column(name))
                        + " where excluded.content > held.content"
                : insert + "do nothing";
    }

    private String columns(UnaryOperator<String> each) {
        return values.keySet().stream().map(each).collect(Collectors.joining(", "));
    }

    /** {@code neuron_index} of {@code neuronIndex}. */
    private static String column(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** The values for {@link #sql()}. */
    Tuple parameters() {
        Tuple parameters = Tuple.tuple();
        for (Object value : values.values()) {
            parameters.addValue(value instanceof byte[] bytes ? Buffer.buffer(bytes) : value);
        }
        return parameters;
    }

    /** In the order of tables and ids: two replicas that write in one order cannot wait for each other. */
    @Override
    public int compareTo(Row other) {
        int byTable = table.compareTo(other.table);
        return byTable != 0 ? byTable : id().compareTo(other.id());
    }

    private String id() {
        return values.get("id").toString();
    }
}
