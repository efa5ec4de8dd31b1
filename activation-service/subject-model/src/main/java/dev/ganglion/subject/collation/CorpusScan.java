package dev.ganglion.subject.collation;

import dev.ganglion.subject.corpus.Excerpt;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

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
    private Candidates candidates;

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
        List<Excerpt> sample = sampled.excerpts().stream()
                .sorted(Comparator.comparing(Excerpt::id))
                .toList();
        candidates = new Candidates(sample, drawn.excerpts(), parameters.seed());
    }

    CollationParameters parameters() {
        return parameters;
    }

    /** Excerpts added. */
    public long excerpts() {
        return excerpts;
    }

    /** Positions that count: all but the first of each excerpt. */
    long positions() {
        return excerpts * (parameters.excerptTokens() - 1);
    }

    /** The drawn excerpts. */
    Candidates candidates() {
        return candidates;
    }

    /** Above every token id that occurs. */
    int tokenBound() {
        return tokenCounts.length;
    }

    /** How many different tokens occur at positions that count. */
    public int differentTokens() {
        return (int) Arrays.stream(tokenCounts).filter(count -> count > 0).count();
    }

    /** How often the token occurs, position 0 left out. */
    long tokenCount(int token) {
        return tokenCounts[token];
    }
}
