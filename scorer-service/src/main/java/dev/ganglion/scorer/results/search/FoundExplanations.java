package dev.ganglion.scorer.results.search;

import java.util.List;
import java.util.Map;

/**
 * A page of what was found.
 *
 * @param corrected words that are in no explanation, and those that were looked for in their place; empty if there are none
 * @param waiting how many changes the index does not know yet; 0 nearly always
 * @param next where the next page begins, or null if this is the last
 */
public record FoundExplanations(
        List<FoundExplanation> items, Map<String, List<String>> corrected, long waiting, String next) {}
