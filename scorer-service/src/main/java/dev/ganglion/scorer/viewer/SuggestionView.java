package dev.ganglion.scorer.viewer;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What became of a suggestion.
 *
 * @param problem why it was not taken, or null
 * @param words what was suggested
 * @param next what will happen with it
 */
record SuggestionView(String problem, String words, String next) {

    private static final int LONGEST = 500;
    private static final int MOST_NAMED = 5;

    static SuggestionView problem(String problem) {
        return new SuggestionView(ShownText.prose(problem, LONGEST), null, null);
    }

    /** @param simulators recipes that run now, and read words */
    static SuggestionView of(String words, List<String> simulators) {
        return new SuggestionView(
                null,
                ShownText.prose(words, LONGEST),
                simulators.isEmpty()
                        ? "It is on the topic of explanations. No simulator that reads words runs now, so nothing will score it"
                                + " until one does."
                        : "It is on its way to be scored by "
                                + simulators.stream()
                                        .limit(MOST_NAMED)
                                        .map(recipe -> ShownText.prose(recipe, LONGEST))
                                        .collect(Collectors.joining(", "))
                                + ", unless that recipe takes certain explainers only. Load this page again in a while.");
    }
}
