package dev.ganglion.subject.collation;

import dev.ganglion.subject.corpus.Excerpt;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The excerpts of a neuron's highest maxima, of equal ones those with the lower id; of near-identical ones only the best.
 *
 * <p>The same whatever the order of arrival: an excerpt is dropped only for a better near-identical one, or when as many
 * others as the set holds are better, and those are only ever replaced by better ones still.
 */
final class TopExcerpts {

    private final int neuron;
    private final float[] maxima; // [limit], as all of these
    private final Excerpt[] excerpts;
    private final float[][] rows;
    private int size;
    private int worst;

    TopExcerpts(int neuron, int limit) {
        this.neuron = neuron;
        maxima = new float[limit];
        excerpts = new Excerpt[limit];
        rows = new float[limit][];
    }

    /** An excerpt with a maximum below this does not belong here. */
    float threshold() {
        return size < maxima.length ? Float.NEGATIVE_INFINITY : maxima[worst];
    }

    /** The place for {@link #put} to put the excerpt at, or -1 if it does not belong here. */
    int place(float maximum, Excerpt excerpt) {
        if (size == maxima.length && !isBetter(maximum, excerpt, worst)) {
            return -1;
        }
        for (int i = 0; i < size; i++) {
            if (excerpts[i].fingerprint() == excerpt.fingerprint()) {
                return isBetter(maximum, excerpt, i) ? i : -1;
            }
        }
        return size < maxima.length ? size : worst;
    }

    /** @param row the neuron's activations on the excerpt [tokens], kept */
    void put(int place, float maximum, Excerpt excerpt, float[] row) {
        maxima[place] = maximum;
        excerpts[place] = excerpt;
        rows[place] = row;
        size = Math.max(size, place + 1);
        worst = 0;
        for (int i = 1; i < size; i++) {
            if (isBetter(maxima[worst], excerpts[worst], i)) {
                worst = i;
            }
        }
    }

    /** The neuron's maximum over all excerpts. */
    float maximum() {
        float best = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            best = Math.max(best, maxima[i]);
        }
        return best;
    }

    /** The best first. */
    List<Pick> picks() {
        return IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -maxima[i]).thenComparing(i -> excerpts[i].id()))
                .map(i -> new Pick(neuron, excerpts[i], ExcerptSet.TOP, -1, rows[i]))
                .toList();
    }

    private boolean isBetter(float maximum, Excerpt excerpt, int than) {
        return maximum > maxima[than]
                || (maximum == maxima[than] && excerpt.id().compareTo(excerpts[than].id()) < 0);
    }
}
