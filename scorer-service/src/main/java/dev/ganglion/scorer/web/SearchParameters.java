package dev.ganglion.scorer.web;

import dev.ganglion.scorer.results.Selection;
import dev.ganglion.scorer.results.search.ExplanationFilter;
import dev.ganglion.scorer.results.search.SearchOrder;
import java.util.Locale;

/** Reads request parameters about explanations, as {@link Parameters} reads the others. */
public final class SearchParameters {

    private SearchParameters() {}

    /** Which explanations are looked for. */
    public static ExplanationFilter filter(
            String q, Selection selection, String kind, String minScore, String maxScore) {
        return new ExplanationFilter(
                words(q),
                selection,
                Parameters.kind(kind),
                Parameters.score("minScore", minScore),
                Parameters.score("maxScore", maxScore));
    }

    /** By relevance, unless something else is said. */
    public static SearchOrder order(String order) {
        if (Parameters.optional(order) == null) {
            return SearchOrder.RELEVANCE;
        }
        for (SearchOrder known : SearchOrder.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(order)) {
                return known;
            }
        }
        throw new InvalidRequestException(
                "order must be \"relevance\", \"best\" or \"worst\", not \"" + Parameters.quoted(order) + "\"");
    }

    private static String words(String q) {
        if (q != null && q.length() > ExplanationFilter.LONGEST_WORDS) {
            throw new InvalidRequestException("q must be at most " + ExplanationFilter.LONGEST_WORDS + " characters");
        }
        return Parameters.optional(q);
    }
}
