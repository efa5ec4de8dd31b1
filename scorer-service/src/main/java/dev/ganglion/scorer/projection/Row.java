package dev.ganglion.scorer.projection;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

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

        /** Whether the greater content stays, or else what was there first. */
        boolean byContent() {
            return byContent;
        }

        /** As in tags of metrics. */
        String tag() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    Row {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
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
