package dev.ganglion.subject.collation;

import dev.ganglion.subject.corpus.Excerpt;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The excerpts of a neuron's highest maxima, of equal ones those with the lower id; of near-identical ones only the best.
 *
 * <p>The same whatever the order of arrival: an excerpt is dropped only for a better near-identical one, or when as many
 * others as the set holds are better, and those are only ever replaced by better ones still.
 */
final class TopExcerpts {

    private final TopExcerpt[] excerpts; // [limit]
    private int size;
    private int worst;

    TopExcerpts(int limit) {
        excerpts = new TopExcerpt[limit];
    }

    /** An excerpt with a maximum below this does not belong here. */
    float threshold() {
        return size < excerpts.length ? Float.NEGATIVE_INFINITY : excerpts[worst].maximum();
    }

    /** The place for {@link #put} to put the excerpt at, or -1 if it does not belong here. */
    int place(float maximum, Excerpt excerpt) {
        if (size == excerpts.length && !isBetter(maximum, excerpt, worst)) {
            return -1;
        }
        for (int i = 0; i < size; i++) {
            if (excerpts[i].excerpt().fingerprint() == excerpt.fingerprint()) {
                return isBetter(maximum, excerpt, i) ? i : -1;
            }
        }
        return size < excerpts.length ? size : worst;
    }

    void put(int place, TopExcerpt excerpt) {
        excerpts[place] = excerpt;
        size = Math.max(size, place + 1);
        worst = 0;
        for (int i = 1; i < size; i++) {
            if (isBetter(excerpts[worst].maximum(), excerpts[worst].excerpt(), i)) {
                worst = i;
            }
        }
    }

    /** The neuron's maximum over all excerpts. */
    float maximum() {
        float best = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            best = Math.max(best, excerpts[i].maximum());
        }
        return best;
    }

    /** The best first. */
    List<TopExcerpt> best() {
        return Arrays.stream(excerpts, 0, size)
                .sorted(Comparator.<TopExcerpt>comparingDouble(excerpt -> -excerpt.maximum())
                        .thenComparing(excerpt -> excerpt.excerpt().id()))
                .toList();
    }

    Set<Long> fingerprints() {
        return Arrays.stream(excerpts, 0, size)
                .map(excerpt -> excerpt.excerpt().fingerprint())
                .collect(Collectors.toSet());
    }

    private boolean isBetter(float maximum, Excerpt excerpt, int than) {
        TopExcerpt other = excerpts[than];
        return maximum > other.maximum()
                || (maximum == other.maximum()
                        && excerpt.id().compareTo(other.excerpt().id()) < 0);
    }
}
