package dev.ganglion.subject.collation;

import dev.ganglion.subject.corpus.Excerpt;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Chooses the excerpts of a neuron's record besides the top ones: those of the quantile bins, then random ones, then hard
 * negatives, and none that is near-identical to one already chosen. For one thread.
 */
final class ExcerptPicker {

    /** What stands where a set has fewer excerpts than places. */
    static final int NOBODY = -1;

    private final CollationParameters parameters;
    private final Candidates candidates;
    private final HardNegatives hardNegatives;
    private final int[] binOfRank; // [sample], rank 0 is the lowest; -1 for no bin
    private final long[] keys; // [sample]
    private final int[] ranks; // [sample]
    private final Set<Long> taken = new HashSet<>();

    ExcerptPicker(CorpusScan scan) {
        parameters = scan.parameters();
        candidates = scan.candidates();
        hardNegatives = new HardNegatives(scan);
        binOfRank = IntStream.range(0, candidates.sample())
                .map(rank -> bin((double) rank / candidates.sample()))
                .toArray();
        keys = new long[candidates.sample()];
        ranks = new int[candidates.sample()];
    }

    /**
     * Chooses a neuron's excerpts.
     *
     * @param maximum its maximum over the corpus
     * @param top its top ones, with its activations
     * @param maxima the neuron's maximum on each candidate [candidates][neurons]
     * @param picked written from {@code start} on: the candidates of each bin, in it the highest first; the random ones;
     *     the hard negatives. Each bin and set has as many places as it may have excerpts, the last of them {@link
     *     #NOBODY} if it has fewer
     */
    void pick(int neuron, float maximum, List<CollatedExcerpt> top, float[][] maxima, int[] picked, int start) {
        taken.clear();
        top.forEach(excerpt -> taken.add(excerpt.excerpt().fingerprint()));
        Arrays.fill(picked, start, start + parameters.drawnExcerpts(), NOBODY);
        rank(neuron, maxima);
        pickFromBins(picked, start);
        int random = start + parameters.bins() * parameters.perBin();
        pickAtRandom(picked, random);
        hardNegatives.pick(neuron, maximum, top, maxima, this::take, picked, random + parameters.random());
    }

    /** Ranks the sample by maximum; of equal ones the lower id is the higher. */
    private void rank(int neuron, float[][] maxima) {
        for (int i = 0; i < keys.length; i++) {
            keys[i] = ((long) SortableFloat.ascending(maxima[i][neuron]) << 32) | (keys.length - i);
        }
        Arrays.sort(keys);
        for (int rank = 0; rank < keys.length; rank++) {
            ranks[keys.length - (int) keys[rank]] = rank;
        }
    }

    private void pickFromBins(int[] picked, int start) {
        int perBin = parameters.perBin();
        int[] sizes = new int[parameters.bins()];
        int left = sizes.length * perBin;
        for (int i = 0; i < keys.length && left > 0; i++) {
            int candidate = candidates.quantileOrder()[i];
            int bin = binOfRank[ranks[candidate]];
            if (bin >= 0 && sizes[bin] < perBin && take(candidate)) {
                insertByRank(candidate, picked, start + bin * perBin, sizes[bin]++);
                left--;
            }
        }
    }

    /** Keeps the highest first. */
    private void insertByRank(int candidate, int[] picked, int start, int size) {
        int at = start + size;
        while (at > start && ranks[picked[at - 1]] < ranks[candidate]) {
            picked[at] = picked[at - 1];
            at--;
        }
        picked[at] = candidate;
    }

    private void pickAtRandom(int[] picked, int start) {
        int size = 0;
        for (int i = 0; i < candidates.random().length && size < parameters.random(); i++) {
            int candidate = candidates.random()[i];
            if (take(candidate)) {
                picked[start + size++] = candidate;
            }
        }
    }

    /** Whether nobody near-identical was taken before. */
    private boolean take(int candidate) {
        Excerpt excerpt = candidates.excerpt(candidate);
        return taken.add(excerpt.fingerprint());
    }

    private int bin(double quantile) {
        List<Double> bounds = parameters.quantileBounds();
        for (int bin = 0; bin < parameters.bins(); bin++) {
            if (quantile >= bounds.get(bin) && quantile < bounds.get(bin + 1)) {
                return bin;
            }
        }
        return -1;
    }
}
