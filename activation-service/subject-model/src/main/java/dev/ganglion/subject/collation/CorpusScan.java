package dev.ganglion.subject.collation;

import dev.ganglion.subject.corpus.Excerpt;
import java.util.Arrays;
import java.util.BitSet;
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
    private final BitSet first = new BitSet(); // tokens that begin an excerpt
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
        first.set(excerpt.token(0));
        for (int position = 1; position < excerpt.length(); position++) {
            count(excerpt.token(position), 1);
        }
    }

    private void count(int token, long more) {
        if (token >= tokenCounts.length) {
            tokenCounts = Arrays.copyOf(tokenCounts, Math.max(token + 1, tokenCounts.length * 2));
        }
        tokenCounts[token] += more;
    }

    /**
     * A finished scan, as another has found it.
     *
     * @param sample in the order of the corpus
     * @param random candidates, in the order in which they are taken
     * @param tokens all that occur
     * @param counts how often each of them occurs, position 0 left out
     */
    static CorpusScan found(
            CollationParameters parameters,
            long excerpts,
            List<Excerpt> sample,
            List<Excerpt> random,
            int[] tokens,
            long[] counts) {
        CorpusScan scan = new CorpusScan(parameters);
        scan.excerpts = excerpts;
        for (int i = 0; i < tokens.length; i++) {
            scan.count(tokens[i], counts[i]);
            // One that never counts begins an excerpt.
            scan.first.set(tokens[i], counts[i] == 0);
        }
        scan.candidates = new Candidates(sample, random, parameters.seed());
        return scan;
    }

    /** Ends the scan. */
    public void finish() {
        List<Excerpt> sample = sampled.excerpts().stream()
                .sorted(Comparator.comparing(Excerpt::id))
                .toList();
        candidates = new Candidates(sample, drawn.excerpts(), parameters.seed());
    }

    public CollationParameters parameters() {
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

    /** All tokens that occur, those among them that only ever begin an excerpt, in ascending order. */
    int[] tokens() {
        BitSet all = (BitSet) first.clone();
        for (int token = 0; token < tokenCounts.length; token++) {
            if (tokenCounts[token] > 0) {
                all.set(token);
            }
        }
        return all.stream().toArray();
    }

    /** Whether the token may stand at such a position of an excerpt. */
    boolean occurs(int token, int position) {
        return tokenCount(token) > 0 || (position == 0 && first.get(token));
    }

    /** Above every token id that counts. */
    int tokenBound() {
        return tokenCounts.length;
    }

    /** How many different tokens occur at positions that count. */
    public int differentTokens() {
        return (int) Arrays.stream(tokenCounts).filter(count -> count > 0).count();
    }

    /** How often the token occurs, position 0 left out. */
    long tokenCount(int token) {
        return token < tokenCounts.length ? tokenCounts[token] : 0;
    }
}
