package dev.ganglion.scorer.viewer;

import dev.ganglion.scorer.results.LayerScores;
import dev.ganglion.scorer.results.ModelResults;
import dev.ganglion.scorer.results.Selection;
import dev.ganglion.scorer.results.search.ExplanationFilter;
import dev.ganglion.scorer.results.search.FoundExplanations;
import dev.ganglion.scorer.results.search.SearchOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Explanations by their words and by score. All that was asked is in the address.
 *
 * @param corrected what was looked for in the place of words that are nowhere
 * @param waiting explanations and scores that have arrived and are not in the index yet, or null
 * @param next address of the next page, or null
 * @param first address of the first page if this is another, else null
 */
record SearchPage(
        String q,
        String min,
        String max,
        List<Choice> models,
        List<Choice> layers,
        List<Choice> explainers,
        List<Choice> simulators,
        List<Choice> kinds,
        List<Choice> orders,
        List<ExplanationRow> rows,
        List<String> corrected,
        String waiting,
        String next,
        String first) {

    private static final int LONGEST_WORD = 100;

    /** What was asked; null wherever all are meant. */
    record Question(ExplanationFilter filter, SearchOrder order, String after) {

        Link link() {
            Selection selection = filter.selection();
            return Link.to("/search")
                    .with("q", filter.words())
                    .with("model", selection.model())
                    .with("layer", selection.layer())
                    .with("explainer", selection.explainer())
                    .with("simulator", selection.simulator())
                    .with("kind", filter.kind())
                    .with("min", number(filter.minScore()))
                    .with("max", number(filter.maxScore()))
                    .with("order", order == usual(filter) ? null : name(order));
        }
    }

    /** Of the page. */
    public String title() {
        return q.isEmpty() ? "Neurons" : ShownText.prose(q, LONGEST_WORD) + " · Neurons";
    }

    /** The order where none is asked for. */
    static SearchOrder usual(ExplanationFilter filter) {
        return filter.words() == null ? SearchOrder.BEST : SearchOrder.RELEVANCE;
    }

    /** Where all explanations of a selection are listed. */
    static Link link(Selection selection) {
        return new Question(new ExplanationFilter(null, selection, null, null, null), SearchOrder.BEST, null).link();
    }

    static SearchPage of(
            Question question, FoundExplanations found, List<ModelResults> models, List<LayerScores> layers) {
        ExplanationFilter filter = question.filter();
        Selection selection = filter.selection();
        String model = selection.model() == null ? "" : selection.model();
        return new SearchPage(
                filter.words() == null ? "" : filter.words(),
                number(filter.minScore()),
                number(filter.maxScore()),
                Choice.models(models, model),
                layers(layers, selection),
                Choice.explainers(models, model, selection.explainer()),
                Choice.simulators(models, model, selection.simulator()),
                kinds(filter.kind()),
                orders(question),
                found.items().stream().map(ExplanationRow::of).toList(),
                found.corrected().entrySet().stream().map(SearchPage::corrected).toList(),
                found.waiting() == 0 ? null : Figures.count(found.waiting()),
                found.next() == null
                        ? null
                        : question.link().with("after", found.next()).toString(),
                question.after() == null ? null : question.link().toString());
    }

    private static String corrected(Map.Entry<String, List<String>> word) {
        String typed = "“" + ShownText.prose(word.getKey(), LONGEST_WORD) + "” is in no explanation";
        return word.getValue().isEmpty()
                ? typed + "."
                : typed + "; shown: "
                        + String.join(
                                ", ",
                                word.getValue().stream()
                                        .map(each -> "“" + ShownText.prose(each, LONGEST_WORD) + "”")
                                        .toList())
                        + ".";
    }

    private static List<Choice> orders(Question question) {
        boolean words = question.filter().words() != null;
        return Stream.of(SearchOrder.values())
                .filter(each -> words || each != SearchOrder.RELEVANCE)
                .map(each -> new Choice(
                        name(each),
                        each == SearchOrder.RELEVANCE ? "by relevance" : name(each) + " first",
                        each == question.order()))
                .toList();
    }

    private static List<Choice> kinds(String chosen) {
        return List.of(
                new Choice("", "words and tables", chosen == null),
                new Choice("words", "words", "words".equals(chosen)),
                new Choice("token-table", "token tables", "token-table".equals(chosen)));
    }

    private static List<Choice> layers(List<LayerScores> layers, Selection selection) {
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice("", "all layers", selection.layer() == null));
        layers.stream()
                .map(LayerScores::layer)
                .distinct()
                .forEach(layer ->
                        choices.add(new Choice("" + layer, "layer " + layer, layer.equals(selection.layer()))));
        return choices;
    }

    private static String name(SearchOrder order) {
        return order.name().toLowerCase(Locale.ROOT);
    }

    private static String number(Double score) {
        if (score == null) {
            return "";
        }
        String text = score.toString();
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
