package dev.ganglion.benchmarks.neurons;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.Split;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Excerpts of invented words, as long as real ones, with a neuron that fires on a few of them. */
final class SyntheticText {

    /** Tokens of an excerpt, as the recording makes them by default. */
    static final int TOKENS = 64;

    private static final int VOCABULARY = 5000;
    private static final double FIRING = 0.08;

    /**
     * Shares of all tokens. Published excerpts of GPT-2 XL have as many quotes and stops, and 4 % line breaks, but these in fewer
     * excerpts: 75 % of them have something that JSON escapes, and 80 % of these here.
     */
    private static final double LINE_BREAKS = 0.015;

    private static final double QUOTES = 0.01;
    private static final double STOPS = 0.075;

    private final Random random;
    private final List<String> words;

    SyntheticText(long seed) {
        this.random = new Random(seed);
        Set<String> different = new LinkedHashSet<>();
        while (different.size() < VOCABULARY) {
            different.add(word());
        }
        this.words = List.copyOf(different);
    }

    /** As long as a token of GPT-2's is in English texts, where a text of many tokens has 7.6 bytes for each in JSON. */
    private String word() {
        StringBuilder word = new StringBuilder(" ");
        int length = 2 + random.nextInt(5);
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    /** A word, or now and then what stands between words, some of which JSON escapes. */
    private String anyToken() {
        double kind = random.nextDouble();
        if (kind < LINE_BREAKS) {
            return "\n";
        }
        if (kind < LINE_BREAKS + QUOTES) {
            return "\"";
        }
        if (kind < LINE_BREAKS + QUOTES + STOPS) {
            return random.nextBoolean() ? "," : ".";
        }
        return anyWord();
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
            tokens.add(anyToken());
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
