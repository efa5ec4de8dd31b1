package dev.ganglion.subject.collation;

import dev.ganglion.subject.corpus.Excerpt;
import dev.ganglion.subject.corpus.ExcerptId;
import dev.ganglion.subject.corpus.StableHash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The excerpts that were drawn from a corpus, whose maxima are kept for every neuron: the sample on which quantiles are
 * estimated, then the random ones that are not in it. Quantile, random and hard negative excerpts are taken from them.
 * None is near-identical to another. Immutable.
 */
final class Candidates {

    private final List<Excerpt> excerpts;
    private final int sample;
    private final Map<ExcerptId, Integer> indices = new HashMap<>();
    private final int[] random;
    private final int[] quantileOrder; // [sample]
    private final int[] hardNegativeOrder; // [candidates]
    private final Map<Integer, int[]> holders = new HashMap<>();

    /**
     * @param sample in the order of the corpus
     * @param random in the order in which they are taken
     */
    Candidates(List<Excerpt> sample, List<Excerpt> random, long seed) {
        this.sample = sample.size();
        List<Excerpt> all = new ArrayList<>(sample);
        sample.forEach(excerpt -> indices.put(excerpt.id(), indices.size()));
        for (Excerpt excerpt : random) {
            if (indices.putIfAbsent(excerpt.id(), all.size()) == null) {
                all.add(excerpt);
            }
        }
        this.excerpts = List.copyOf(all);
        this.random = random.stream().mapToInt(excerpt -> index(excerpt.id())).toArray();
        this.quantileOrder = order(sample.size(), seed, "quantile");
        this.hardNegativeOrder = order(excerpts.size(), seed, "hard negative");
        findHolders();
    }

    private int[] order(int count, long seed, String purpose) {
        return IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparing(
                        i -> StableHash.of(seed, purpose, excerpts.get(i).fingerprint()), Long::compareUnsigned))
                .mapToInt(i -> i)
                .toArray();
    }

    private void findHolders() {
        Map<Integer, List<Integer>> found = new HashMap<>();
        for (int i = 0; i < excerpts.size(); i++) {
            Excerpt excerpt = excerpts.get(i);
            int holder = i;
            IntStream.range(1, excerpt.length()).map(excerpt::token).distinct().forEach(token -> found.computeIfAbsent(
                            token, t -> new ArrayList<>())
                    .add(holder));
        }
        found.forEach(
                (token, of) -> holders.put(token, of.stream().mapToInt(i -> i).toArray()));
    }

    int size() {
        return excerpts.size();
    }

    Excerpt excerpt(int index) {
        return excerpts.get(index);
    }

    /** The first so many candidates are the sample. */
    int sample() {
        return sample;
    }

    /** The excerpt's index among the candidates, or -1. */
    int index(ExcerptId id) {
        return indices.getOrDefault(id, -1);
    }

    /** The random ones, in the order in which they are taken. Not to be changed, as all of these arrays. */
    int[] random() {
        return random;
    }

    /** The sample, in the order in which quantile bins take from it. */
    int[] quantileOrder() {
        return quantileOrder;
    }

    /** All, in the order in which of equally hard negatives one is taken. */
    int[] hardNegativeOrder() {
        return hardNegativeOrder;
    }

    /** Those that have the token at a position that counts. */
    int[] holders(int token) {
        return holders.getOrDefault(token, new int[0]);
    }
}
