package dev.ganglion.scorer.viewer;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.WeightSummary;
import dev.ganglion.events.WeightSummary.WeightedNeurons;
import dev.ganglion.events.WeightSummary.WeightedTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the model's weights relate a neuron to, as tables beside each other.
 *
 * @param tables those that have an entry
 */
record WeightsView(List<Table> tables) {

    /** Of each sign. */
    private static final int MOST = 6;

    /** @param rows the largest weights, then the smallest */
    record Table(String title, List<Row> rows) {}

    /**
     * @param token its text, or null for a neuron
     * @param link to the neuron, or null for a token
     */
    record Row(String token, String link, String neuron, String weight) {}

    /** Null where the record does not say. */
    static WeightsView of(NeuronActivations record) {
        WeightSummary weights = record.weights();
        if (weights == null) {
            return null;
        }
        List<Table> tables = Stream.of(
                        new Table("Tokens that raise or lower it", tokens(weights.inputTokens())),
                        new Table("Tokens that it makes likelier or not", tokens(weights.outputTokens())),
                        new Table("Neurons before it", neurons(weights.upstream())),
                        new Table("Neurons that it feeds into", neurons(weights.downstream())))
                .filter(table -> !table.rows().isEmpty())
                .toList();
        return tables.isEmpty() ? null : new WeightsView(tables);
    }

    private static List<Row> tokens(WeightedTokens tokens) {
        return rows(
                tokens.positive(),
                tokens.positiveWeights(),
                tokens.negative(),
                tokens.negativeWeights(),
                token -> weight -> new Row(ShownText.token(token), null, null, weight));
    }

    private static List<Row> neurons(WeightedNeurons neurons) {
        return rows(
                neurons.positive(),
                neurons.positiveWeights(),
                neurons.negative(),
                neurons.negativeWeights(),
                neuron -> weight -> new Row(null, "/neurons/" + neuron, place(neuron), weight));
    }

    private static String place(NeuronId neuron) {
        return neuron.layer() + " · " + neuron.index();
    }

    private static <T> List<Row> rows(
            List<T> positive,
            ActivationValues positiveWeights,
            List<T> negative,
            ActivationValues negativeWeights,
            Function<T, Function<String, Row>> row) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST, positive.size()); i++) {
            rows.add(row.apply(positive.get(i)).apply("+" + Figures.activation(positiveWeights.get(i))));
        }
        for (int i = 0; i < Math.min(MOST, negative.size()); i++) {
            rows.add(row.apply(negative.get(i)).apply(Figures.activation(negativeWeights.get(i))));
        }
        return rows;
    }
}
