package dev.ganglion.scorer.projection;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A row to be written.
 *
 * @param table which table
 * @param values by attribute of the table's entity, {@code id} among them
 */
record Row(Table table, Map<String, Object> values) implements Comparable<Row> {

    /** What is to happen when there is a row with this id already. Two replicas may write it at the same time. */
    enum Table {
        NEURON_RECORD("NeuronRecord", true),
        EXPLANATION("Explanation", true),
        SIMULATION("Simulation", true),
        SCORES("Scores", true),
        JUDGEMENT_SCORES("JudgementScores", true),
        RECIPE("Recipe", true),
        /** Named by its place on a topic, so the same place has the same content. */
        DEAD_LETTER("DeadLetter", false);

        private final String entity;
        private final boolean byContent;

        Table(String entity, boolean byContent) {
            this.entity = entity;
            this.byContent = byContent;
        }

        /** As in tags of metrics. */
        String tag() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    Row {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /**
     * The statement that writes it. Of two rows with one id the one with the greater content stays, so any order of any
     * number of writes ends in the same row; {@code StatelessSession.upsert} fails when two writers race.
     */
    String hql() {
        String names = String.join(", ", values.keySet());
        String parameters = values.keySet().stream().map(name -> ":" + name).collect(Collectors.joining(", "));
        String insert =
                "insert into " + table.entity + " (" + names + ") values (" + parameters + ") on conflict (id) ";
        if (!table.byContent) {
            return insert + "do nothing";
        }
        return insert + "do update set "
                + values.keySet().stream()
                        .filter(name -> !name.equals("id"))
                        .map(name -> name + " = excluded." + name)
                        .collect(Collectors.joining(", "))
                + " where excluded.content > content";
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
