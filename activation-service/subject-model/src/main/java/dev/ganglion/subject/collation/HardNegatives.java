package dev.ganglion.subject.collation;

import dev.ganglion.subject.corpus.Excerpt;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Finds excerpts that look as if a neuron fired on them, and on which it is silent: an explanation that takes the token
 * for the meaning falls for them.
 *
 * <p>The neuron <em>fires</em> on a token from {@value #FIRES_FROM} of its maximum, and is <em>silent</em> on an excerpt
 * whose maximum is below {@value #SILENT_BELOW} of it, as scores that judge whole excerpts have it. A token weighs as many
 * as there are top excerpts in which the neuron fires on it; a candidate has the weights of its different tokens, position
 * 0 left out. Silent candidates with the most are hard negatives; of equal ones the lowest hash decides. Weights are whole
 * numbers, so that neither the order of excerpts nor rounding makes a difference. For one thread.
 */
final class HardNegatives {

    static final double FIRES_FROM = 0.4;
    static final double SILENT_BELOW = 0.3;

    private final int most;
    private final Candidates candidates;
    private final int[] weights; // of candidates, or 0 [candidates]

    HardNegatives(CorpusScan scan) {
        most = scan.parameters().hardNegatives();
        candidates = scan.candidates();
        weights = new int[candidates.size()];
    }

    /**
     * Chooses a neuron's hard negatives, the hardest first.
     *
     * @param maximum the neuron's
     * @param top its top excerpts, with its activations
     * @param maxima the neuron's maximum on each candidate [candidates][neurons]
     * @param take takes a candidate, if it may
     * @param picked written from {@code start} on
     */
    void pick(
            int neuron,
            float maximum,
            List<CollatedExcerpt> top,
            float[][] maxima,
            IntPredicate take,
            int[] picked,
            int start) {
        if (!(maximum > 0) || most == 0) {
            return;
        }
        weigh(top, FIRES_FROM * maximum);
        int[] hardest = new int[most]; // candidates, by falling weight
        int found = 0;
        for (int candidate : candidates.hardNegativeOrder()) {
            int weight = weights[candidate];
            boolean heavier = weight > 0 && (found < most || weight > weights[hardest[found - 1]]);
            if (heavier && maxima[candidate][neuron] < SILENT_BELOW * maximum && take.test(candidate)) {
                int at = found < most ? found++ : most - 1;
                while (at > 0 && weights[hardest[at - 1]] < weight) {
                    hardest[at] = hardest[at - 1];
                    at--;
                }
                hardest[at] = candidate;
            }
        }
        System.arraycopy(hardest, 0, picked, start, found);
    }

    private void weigh(List<CollatedExcerpt> top, double firesFrom) {
        Arrays.fill(weights, 0);
        for (CollatedExcerpt excerpt : top) {
            for (int position = 1; position < excerpt.excerpt().length(); position++) {
                if (excerpt.activation(position) >= firesFrom && isFirst(excerpt, position, firesFrom)) {
                    for (int holder : candidates.holders(excerpt.excerpt().token(position))) {
                        weights[holder]++;
                    }
                }
            }
        }
    }

    /** Whether the neuron has not already fired on the same token in the excerpt. */
    private static boolean isFirst(CollatedExcerpt excerpt, int position, double firesFrom) {
        Excerpt tokens = excerpt.excerpt();
        for (int before = 1; before < position; before++) {
            if (tokens.token(before) == tokens.token(position) && excerpt.activation(before) >= firesFrom) {
                return false;
            }
        }
        return true;
    }
}
