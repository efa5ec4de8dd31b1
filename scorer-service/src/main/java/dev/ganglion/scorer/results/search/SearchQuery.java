package dev.ganglion.scorer.results.search;

import dev.ganglion.scorer.results.RecipeFilter;
import dev.ganglion.scorer.results.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is looked for, as PostgreSQL's text search takes it. Nothing of it can become an operator. */
final class SearchQuery {

    private static final int DIGEST = 8;

    /** The filter that all entries pass. */
    private static final String ALL = quoted(":");

    private SearchQuery() {}

    /**
     * All of the words, or one of what they were corrected to; null without words.
     *
     * @param words of letters and digits only
     */
    static String words(List<String> words, Map<String, List<String>> corrected) {
        return words.isEmpty()
                ? null
                : words.stream()
                        .map(word -> corrected.getOrDefault(word, List.of(word)).stream()
                                .map(SearchQuery::quoted)
                                .collect(Collectors.joining(" | ", "(", ")")))
                        .collect(Collectors.joining(" & "));
    }

    /** The terms that an entry has to have, as the index names them; that of all entries if it may be any. */
    static String filters(ExplanationFilter filter) {
        Selection selection = filter.selection();
        List<String> terms = new ArrayList<>();
        if (selection.model() != null && selection.layer() != null) {
            terms.add("l:" + selection.model() + "/" + selection.layer());
        } else if (selection.model() != null) {
            terms.add("m:" + selection.model());
        } else if (selection.layer() != null) {
            terms.add("n:" + selection.layer());
        }
        if (selection.explainer() != null) {
            terms.add("e:" + recipe(selection.explainer()));
        }
        if (selection.simulator() != null) {
            terms.add("s:" + recipe(selection.simulator()));
        }
        if (filter.kind() != null) {
            terms.add("k:" + filter.kind());
        }
        return terms.isEmpty() ? ALL : terms.stream().map(SearchQuery::quoted).collect(Collectors.joining(" & "));
    }

    private static String recipe(RecipeFilter recipe) {
        return recipe.digest().isEmpty()
                ? recipe.name()
                : recipe.name() + "@" + recipe.digest().substring(0, DIGEST);
    }

    /** Neither can be in a term, and both are replaced in the index too. */
    private static String quoted(String term) {
        return "'" + term.replace('\'', '-').replace('\\', '-') + "'";
    }
}
