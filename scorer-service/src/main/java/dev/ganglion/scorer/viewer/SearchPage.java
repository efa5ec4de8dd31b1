package dev.ganglion.scorer.viewer;

import dev.ganglion.scorer.results.LayerScores;
import dev.ganglion.scorer.results.ModelResults;
import dev.ganglion.scorer.results.Page;
import dev.ganglion.scorer.results.Ranking;
import dev.ganglion.scorer.results.ScoredExplanation;
import dev.ganglion.scorer.results.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Explanations by score, and by their words. All that was asked is in the address.
 *
 * @param next address of the next page, or null
 * @param first address of the first page if this is another, else null
 */
record SearchPage(
        String q,
        List<Choice> models,
        List<Choice> layers,
        List<Choice> explainers,
        List<Choice> simulators,
        List<Choice> orders,
        List<ExplanationRow> rows,
        String next,
        String first) {

    /** What was asked. */
    record Question(String q, Selection selection, Ranking.Order order, String after) {

        Link link() {
            return Link.to("/search")
                    .with("q", q)
                    .with("model", selection.model())
                    .with("layer", selection.layer())
                    .with("explainer", selection.explainer())
                    .with("simulator", selection.simulator())
                    .with("order", order == Ranking.Order.BEST ? null : name(order));
        }
    }

    /** Of the page. */
    public String title() {
        return q.isEmpty() ? "Search" : q + " · Search";
    }

    /** Where all explanations of a selection are listed. */
    static Link link(Selection selection) {
        return new Question(null, selection, Ranking.Order.BEST, null).link();
    }

    static SearchPage of(
            Question question, Page<ScoredExplanation> found, List<ModelResults> models, List<LayerScores> layers) {
        Selection selection = question.selection();
        String model = selection.model() == null ? "" : selection.model();
        return new SearchPage(
                question.q() == null ? "" : question.q(),
                Choice.models(models, model),
                layers(layers, selection),
                Choice.explainers(models, model, selection.explainer()),
                Choice.simulators(models, model, selection.simulator()),
                Stream.of(Ranking.Order.values())
                        .map(each -> new Choice(name(each), name(each) + " first", each == question.order()))
                        .toList(),
                found.items().stream().map(ExplanationRow::of).toList(),
                found.next() == null
                        ? null
                        : question.link().with("after", found.next()).toString(),
                question.after() == null ? null : question.link().toString());
    }

    private static String name(Ranking.Order order) {
        return order.name().toLowerCase(Locale.ROOT);
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
}
