package dev.ganglion.scorer.web;

import dev.ganglion.scorer.results.Selection;
import dev.ganglion.scorer.results.search.ExplanationFilter;
import dev.ganglion.scorer.results.search.SearchOrder;
import java.util.List;
import java.util.Locale;

/** Reads request parameters about searches, as {@link Parameters} reads the others. */
public final class SearchParameters {

    private static final List<String> KINDS = List.of("words", "token-table");

    private SearchParameters() {}

    /** Which explanations are looked for. */
    public static ExplanationFilter filter(
            String q, Selection selection, String kind, String minScore, String maxScore) {
        return new ExplanationFilter(
                words(q),
                selection,
                kind(kind),
                Parameters.score("minScore", minScore),
                Parameters.score("maxScore", maxScore));
    }

    /** Words to look for, or null. */
    public static String words(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > ExplanationFilter.LONGEST_WORDS || text.indexOf(0) >= 0) {
            throw new InvalidRequestException(
                    "q must be a text of at most " + ExplanationFilter.LONGEST_WORDS + " characters, without U+0000");
        }
        return text.strip();
    }

    /** A kind of explanation, or null. */
    public static String kind(String text) {
        String given = Parameters.optional(text);
        if (given != null && !KINDS.contains(given)) {
            throw new InvalidRequestException(
                    "kind must be one of " + String.join(", ", KINDS) + ", not \"" + Parameters.quoted(given) + "\"");
        }
        return given;
    }

    /** An order, or null. */
    public static SearchOrder order(String text) {
        if (Parameters.optional(text) == null) {
            return null;
        }
        for (SearchOrder known : SearchOrder.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(text)) {
                return known;
            }
        }
        throw new InvalidRequestException(
                "order must be \"relevance\", \"best\" or \"worst\", not \"" + Parameters.quoted(text) + "\"");
    }
}
