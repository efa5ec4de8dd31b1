package dev.ganglion.benchmarks.neurons;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Excerpts of invented words, as long as real ones, with a neuron that fires on a few of them. */
final class SyntheticText {

    /** Tokens of an excerpt, as the recording makes them by default. */
    static final int TOKENS = 64;

    private static final int VOCABULARY = 5000;
    private static final double FIRING = 0.08;

    private final Random random;
    private final List<String> words = new ArrayList<>();

    SyntheticText(long seed) {
        this.random = new Random(seed);
        for (int i = 0; i < VOCABULARY; i++) {
            words.add(word());
        }
    }

    private String word() {
        StringBuilder word = new StringBuilder(" ");
        int length = 2 + random.nextInt(8);
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    String anyWord() {
        // Few words make up most of a text.
        int rank = (int) (VOCABULARY * Math.pow(random.nextDouble(), 3));
        return words.get(rank);
    }

    /** Different words. */
    List<String> vocabulary(int size) {
        return List.copyOf(words.subList(0, size));
    }

    /**
     * One excerpt.
     *
     * @param marker a token that is put into it, so that no two neurons have the same text; null for none
     */
    Excerpt excerpt(String id, ExcerptSet set, Split split, String marker) {
        List<String> tokens = new ArrayList<>();
        double[] activations = new double[TOKENS];
        for (int i = 0; i < TOKENS; i++) {
            tokens.add(anyWord());
            activations[i] = random.nextDouble() < FIRING ? 9 * random.nextDouble() : -0.17 * random.nextDouble();
        }
        if (marker != null) {
            tokens.set(TOKENS / 2, marker);
        }
        return new Excerpt(
                id,
                set,
                split,
                set == ExcerptSet.QUANTILE ? "0.5-0.9" : null,
                tokens,
                ActivationValues.of(activations));
    }

    double anyMean() {
        return random.nextDouble() - 0.2;
    }
}
