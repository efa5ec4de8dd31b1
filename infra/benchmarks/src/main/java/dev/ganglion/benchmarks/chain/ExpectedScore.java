package dev.ganglion.benchmarks.chain;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.Split;
import dev.ganglion.events.TokenTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The score that the chain must come to, computed from the neuron's record and by another way: Pearson's correlation, on
 * the valid split's top and random excerpts, of the neuron's activations with its mean on each token.
 */
final class ExpectedScore {

    private ExpectedScore() {}

    static double of(NeuronActivations record) {
        Map<String, Float> means = means(record.tokenTable());
        float otherwise = (float) record.tokenTable().mean();
        List<double[]> pairs = new ArrayList<>();
        for (Excerpt excerpt : record.excerpts()) {
            if (excerpt.split() == Split.VALID && excerpt.set() != ExcerptSet.QUANTILE) {
                for (int i = Excerpt.FIRST_COUNTED; i < excerpt.tokens().size(); i++) {
                    pairs.add(new double[] {
                        excerpt.activations().get(i),
                        ActivationValues.of(means.getOrDefault(excerpt.tokens().get(i), otherwise))
                                .get(0)
                    });
                }
            }
        }
        return correlation(pairs);
    }

    /** A text may be in the table twice: several tokens may look the same. */
    private static Map<String, Float> means(TokenTable table) {
        Map<String, double[]> sumAndCount = new HashMap<>();
        for (int i = 0; i < table.tokens().size(); i++) {
            double[] both = sumAndCount.computeIfAbsent(table.tokens().get(i), token -> new double[2]);
            both[0] += table.sums().get(i);
            both[1] += table.counts().get(i);
        }
        Map<String, Float> means = new HashMap<>();
        sumAndCount.forEach((token, both) -> means.put(
                token, ActivationValues.of((float) (both[0] / both[1])).get(0)));
        return means;
    }

    /** In one pass, by the five sums. */
    private static double correlation(List<double[]> pairs) {
        double n = pairs.size();
        double x = 0;
        double y = 0;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (double[] pair : pairs) {
            x += pair[0];
            y += pair[1];
            xx += pair[0] * pair[0];
            yy += pair[1] * pair[1];
            xy += pair[0] * pair[1];
        }
        return (n * xy - x * y) / Math.sqrt((n * xx - x * x) * (n * yy - y * y));
    }
}
