package dev.ganglion.scorer.viewer;

import dev.ganglion.scorer.results.Baseline;
import dev.ganglion.scorer.results.Counts;
import dev.ganglion.scorer.results.LayerScores;
import dev.ganglion.scorer.results.ModelResults;
import dev.ganglion.scorer.results.Page;
import dev.ganglion.scorer.results.Ranking;
import dev.ganglion.scorer.results.ScoredExplanation;
import dev.ganglion.scorer.results.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The list of neurons by score, with the distribution of scores.
 *
 * @param model the model shown; empty if there is none yet
 * @param summary what there is, in a few words each
 * @param chart null without scores
 * @param baselines what chance gives, where that was looked at
 * @param next address of the next page, or null
 * @param first address of the first page if this is another, else null
 */
record OverviewPage(
        String model,
        List<String> summary,
        String deadLetters,
        LayerChart chart,
        List<BaselineView> baselines,
        List<Choice> models,
        List<Choice> layers,
        List<Choice> explainers,
        List<Choice> simulators,
        List<Choice> orders,
        List<Row> rows,
        String next,
        String first) {

    private static final int LONGEST_TEXT = 300;
    private static final int LONGEST_NAME = 100;

    /** One of the values of a field of the form. */
    record Choice(String value, String label, boolean chosen) {}

    /**
     * @param bar width of the bar of 100 that pictures the score
     * @param score the score, or {@code undefined}
     * @param reason why it is undefined, or null
     */
    record Row(String link, String neuron, String score, int bar, String reason, String text, String recipes) {}

    /** What the page is made of. */
    record Content(
            Counts counts,
            List<LayerScores> layers,
            List<Baseline> baselines,
            List<ModelResults> models,
            Page<ScoredExplanation> page,
            boolean continued) {}

    static OverviewPage of(Content content, Selection selection, Ranking.Order order) {
        String model = selection.model() == null ? "" : selection.model();
        String firstPage = link(selection, order).toString();
        String next = content.page().next();
        return new OverviewPage(
                model,
                summary(content.counts()),
                content.counts().deadLetters() == 0
                        ? null
                        : Figures.count(content.counts().deadLetters(), "dead letter"),
                content.layers().isEmpty()
                        ? null
                        : LayerChart.of(content.layers(), layer -> link(selection.ofLayer(layer), order)
                                .toString()),
                content.baselines().stream().map(BaselineView::of).toList(),
                models(content, model),
                layers(content, selection),
                recipes(content, model, true, String.valueOf(selection.explainer())),
                recipes(content, model, false, String.valueOf(selection.simulator())),
                Stream.of(Ranking.Order.values())
                        .map(each -> new Choice(name(each), name(each) + " first", each == order))
                        .toList(),
                content.page().items().stream().map(OverviewPage::row).toList(),
                next == null ? null : link(selection, order).with("after", next).toString(),
                content.continued() ? firstPage : null);
    }

    private static Link link(Selection selection, Ranking.Order order) {
        return Link.to("/")
                .with("model", selection.model())
                .with("layer", selection.layer())
                .with("explainer", selection.explainer())
                .with("simulator", selection.simulator())
                .with("order", order == Ranking.Order.BEST ? null : name(order));
    }

    private static String name(Ranking.Order order) {
        return order.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> summary(Counts counts) {
        List<String> summary = new ArrayList<>();
        summary.add(Figures.count(counts.neurons(), "neuron"));
        summary.add(Figures.count(counts.explanations(), "explanation"));
        summary.add(Figures.count(counts.scores(), "score"));
        if (counts.meanScore() != null) {
            summary.add("mean score " + Figures.decimal(counts.meanScore()));
        }
        counts.undefinedScores()
                .forEach((reason, count) ->
                        summary.add(Figures.count(count) + " undefined: " + ShownText.prose(reason, LONGEST_NAME)));
        return summary;
    }

    private static List<Choice> models(Content content, String model) {
        return content.models().stream()
                .map(each -> new Choice(each.model(), each.model(), each.model().equals(model)))
                .toList();
    }

    private static List<Choice> layers(Content content, Selection selection) {
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice("", "all layers", selection.layer() == null));
        content.layers().stream()
                .map(LayerScores::layer)
                .distinct()
                .forEach(layer ->
                        choices.add(new Choice("" + layer, "layer " + layer, layer.equals(selection.layer()))));
        return choices;
    }

    private static List<Choice> recipes(Content content, String model, boolean explainers, String chosen) {
        List<Choice> choices = content.models().stream()
                .filter(each -> each.model().equals(model))
                .flatMap(each -> each.results().stream())
                .map(results -> explainers ? results.explainer() : results.simulator())
                .map(recipe -> recipe.pinned())
                .distinct()
                .map(pinned -> new Choice(pinned, ShownText.prose(pinned, LONGEST_NAME), pinned.equals(chosen)))
                .collect(Collectors.toCollection(ArrayList::new));
        String what = explainers ? "explainer" : "simulator";
        choices.add(0, new Choice("", "any " + what, choices.stream().noneMatch(Choice::chosen)));
        return choices;
    }

    private static Row row(ScoredExplanation scored) {
        Double score = scored.score().value();
        return new Row(
                Link.to("/neurons/" + scored.neuron())
                        .with("scores", scored.scores())
                        .toString(),
                scored.neuron().layer() + " · " + scored.neuron().index(),
                Figures.score(scored.score()),
                score == null ? 0 : (int) Math.round(100 * Math.max(0, score)),
                scored.score().undefined() == null
                        ? null
                        : ShownText.prose(scored.score().undefined(), LONGEST_NAME),
                scored.text() == null
                        ? "the explanation has not arrived"
                        : ShownText.prose(scored.text(), LONGEST_TEXT),
                ShownText.prose(scored.explainer().name(), LONGEST_NAME) + " → "
                        + ShownText.prose(scored.simulator().name(), LONGEST_NAME));
    }
}
