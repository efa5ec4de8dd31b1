package dev.ganglion.scorer.results.search;

import dev.ganglion.scorer.results.Selection;

/**
 * Which explanations are looked for; null stands for all.
 *
 * @param words words that all have to be in the text, in any form and order
 * @param selection of a pinned recipe the first eight digits of the digest count
 * @param kind {@code words} or {@code token-table}
 * @param minScore the lowest score, −1 to 1; with it, or the highest, those without a score are left out
 * @param maxScore the highest score
 */
public record ExplanationFilter(String words, Selection selection, String kind, Double minScore, Double maxScore) {

    /** Words that are more than this are no search. */
    public static final int LONGEST_WORDS = 500;

    static final int MOST_WORDS = 12;

    boolean takesUnscored() {
        return minScore == null && maxScore == null;
    }
}
