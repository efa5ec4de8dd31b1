package dev.ganglion.subject.collation;

import dev.ganglion.subject.corpus.Excerpt;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The excerpts of each neuron's highest maxima, of equal ones those with the lower id; of near-identical ones only the
 * best. Of each neuron so many places, in no order; place p of neuron n is at n × limit + p, as its row of activations is.
 *
 * <p>The same whatever the order of arrival: an excerpt is dropped only for a better near-identical one, or when as many
 * others as the list holds are better, and those are only ever replaced by better ones still.
 *
 * <p>Different neurons may be worked on by different threads.
 */
final class TopLists {

    private final int limit;
    private final float[] maxima; // [neurons × limit]
    private final Excerpt[] excerpts; // [neurons × limit]
    private final long[] fingerprints; // of those [neurons × limit]
    private final int[] sizes; // [neurons]
    private final int[] worst; // the place to be given up first [neurons]
    private final float[] thresholds; // [neurons]

    TopLists(int neurons, int limit) {
        this.limit = limit;
        maxima = new float[Math.multiplyExact(neurons, limit)];
        excerpts = new Excerpt[maxima.length];
        fingerprints = new long[maxima.length];
        sizes = new int[neurons];
        worst = new int[neurons];
        thresholds = new float[neurons];
        Arrays.fill(thresholds, Float.NEGATIVE_INFINITY);
    }

    /** An excerpt with a maximum below this does not belong in the neuron's list. */
    float threshold(int neuron) {
        return thresholds[neuron];
    }

    /**
     * Puts an excerpt into a neuron's list if it belongs there.
     *
     * @return where it now is, or -1
     */
    int put(int neuron, float maximum, Excerpt excerpt) {
        int place = place(neuron, maximum, excerpt);
        if (place < 0) {
            return -1;
        }
        int start = neuron * limit;
        maxima[start + place] = maximum;
        excerpts[start + place] = excerpt;
        fingerprints[start + place] = excerpt.fingerprint();
        sizes[neuron] = Math.max(sizes[neuron], place + 1);
        int last = 0;
        for (int i = 1; i < sizes[neuron]; i++) {
            if (isBetter(maxima[start + last], excerpts[start + last], start + i)) {
                last = i;
            }
        }
        worst[neuron] = last;
        if (sizes[neuron] == limit) {
            thresholds[neuron] = maxima[start + last];
        }
        return start + place;
    }

    private int place(int neuron, float maximum, Excerpt excerpt) {
        int start = neuron * limit;
        int size = sizes[neuron];
        if (size == limit && !isBetter(maximum, excerpt, start + worst[neuron])) {
            return -1;
        }
        for (int i = 0; i < size; i++) {
            if (fingerprints[start + i] == excerpt.fingerprint()) {
                return isBetter(maximum, excerpt, start + i) ? i : -1;
            }
        }
        return size < limit ? size : worst[neuron];
    }

    private boolean isBetter(float maximum, Excerpt excerpt, int than) {
        return maximum > maxima[than]
                || (maximum == maxima[than] && excerpt.id().compareTo(excerpts[than].id()) < 0);
    }

    /** The neuron's maximum over all excerpts. */
    float maximum(int neuron) {
        float best = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < sizes[neuron]; i++) {
            best = Math.max(best, maxima[neuron * limit + i]);
        }
        return best;
    }

    /** Where the neuron's excerpts are, the best first. */
    int[] ranked(int neuron) {
        int start = neuron * limit;
        return IntStream.range(start, start + sizes[neuron])
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(at -> -maxima[at]).thenComparing(at -> excerpts[at].id()))
                .mapToInt(at -> at)
                .toArray();
    }

    float maximumAt(int at) {
        return maxima[at];
    }

    Excerpt excerpt(int at) {
        return excerpts[at];
    }
}
