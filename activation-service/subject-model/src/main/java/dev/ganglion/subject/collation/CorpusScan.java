package dev.ganglion.subject.collation;

import dev.ganglion.subject.corpus.Excerpt;
import dev.ganglion.subject.corpus.ExcerptId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be known of a corpus before the model runs on it: which excerpts are drawn, and how often each token occurs.
 * Depends on the excerpts, not on the order in which they arrive; of all it has seen it holds only the drawn ones.
 *
 * <p>One thread adds; after {@link #finish} any number of threads read.
 */
public final class CorpusScan {

    private final CollationParameters parameters;
    private final LowestHashes sampled;
    private final LowestHashes drawn;
    private long[] tokenCounts = new long[1024]; // [tokens of the vocabulary]
    private long excerpts;
    private List<Excerpt> sample;
    private List<Excerpt> randomCandidates;
    private Map<ExcerptId, Integer> sampleIndex;

    public CorpusScan(CollationParameters parameters) {
        this.parameters = parameters;
        this.sampled = new LowestHashes(parameters.sample(), parameters.seed(), "sample");
        this.drawn = new LowestHashes(parameters.randomCandidates(), parameters.seed(), "random");
    }

    /** @throws IllegalArgumentException if the excerpt is longer or shorter than the parameters say */
    public void add(Excerpt excerpt) {
        if (excerpt.length() != parameters.excerptTokens()) {
            throw new IllegalArgumentException(
                    excerpt + " has " + excerpt.length() + " tokens, and not " + parameters.excerptTokens());
        }
        excerpts++;
        sampled.add(excerpt);
        drawn.add(excerpt);
        for (int position = 1; position < excerpt.length(); position++) {
            int token = excerpt.token(position);
            if (token >= tokenCounts.length) {
                tokenCounts = Arrays.copyOf(tokenCounts, Math.max(token + 1, tokenCounts.length * 2));
            }
            tokenCounts[token]++;
        }
    }

    /** Ends the scan. */
    public void finish() {
        sample = sampled.excerpts().stream()
                .sorted(Comparator.comparing(Excerpt::id))
                .toList();
        randomCandidates = drawn.excerpts();
        sampleIndex = new HashMap<>();
        for (int i = 0; i < sample.size(); i++) {
            sampleIndex.put(sample.get(i).id(), i);
        }
    }

    CollationParameters parameters() {
        return parameters;
    }

    /** Excerpts added. */
    long excerpts() {
        return excerpts;
    }

    /** Positions that count: all but the first of each excerpt. */
    long positions() {
        return excerpts * (parameters.excerptTokens() - 1);
    }

    /** The sample on which quantiles are estimated, in the order of the corpus. */
    List<Excerpt> sample() {
        return sample;
    }

    /** The excerpt's place in the sample, or -1. */
    int sampleIndex(ExcerptId id) {
        return sampleIndex.getOrDefault(id, -1);
    }

    /** Those that random excerpts are taken from, in this order. */
    List<Excerpt> randomCandidates() {
        return randomCandidates;
    }

    /** Above every token id that occurs. */
    int tokenBound() {
        return tokenCounts.length;
    }

    /** How often the token occurs, position 0 left out. */
    long tokenCount(int token) {
        return tokenCounts[token];
    }
}
