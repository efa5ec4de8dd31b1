package dev.ganglion.scorer.viewer;

import dev.ganglion.scorer.results.Baseline;
import dev.ganglion.scorer.results.Counts;
import dev.ganglion.scorer.results.LayerScores;
import dev.ganglion.scorer.results.ModelResults;
import dev.ganglion.scorer.results.RecipeSpending;
import dev.ganglion.scorer.results.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What there is of a model.
 *
 * @param model the model shown; empty if there is none yet
 * @param figures the numbers that sum it up
 * @param undefined scores that have no value, by reason
 * @param histogram null without scores
 * @param chart null without scores
 * @param baselines what chance gives, where that was looked at
 * @param best explained
 * @param worst explained
 * @param ranking where all are listed, the best first
 * @param reverse the worst first
 */
record OverviewPage(
        String model,
        List<Figure> figures,
        List<String> undefined,
        String deadLetters,
        ScoreHistogram histogram,
        LayerChart chart,
        List<BaselineView> baselines,
        List<Cost> costs,
        List<Choice> models,
        List<Choice> explainers,
        List<Choice> simulators,
        List<ExplanationRow> best,
        List<ExplanationRow> worst,
        String ranking,
        String reverse) {

    private static final int LONGEST_NAME = 100;

    /** A number and what it counts. */
    record Figure(String number, String name) {}

    /** What a recipe has cost. */
    record Cost(String recipe, String model, String spent, String budget) {}

    /** What the page is made of. */
    record Content(
            Counts counts,
            List<LayerScores> layers,
            List<Baseline> baselines,
            List<ModelResults> models,
            List<RecipeSpending> spending,
            List<ExplanationRow> best,
            List<ExplanationRow> worst) {}

    /** Of the page. */
    public String title() {
        return model.isEmpty() ? "Overview" : model;
    }

    static OverviewPage of(Content content, Selection selection) {
        String model = selection.model() == null ? "" : selection.model();
        Link search = SearchPage.link(selection);
        return new OverviewPage(
                model,
                figures(content),
                content.counts().undefinedScores().entrySet().stream()
                        .map(reason ->
                                Figures.count(reason.getValue()) + " " + ShownText.prose(reason.getKey(), LONGEST_NAME))
                        .toList(),
                content.counts().deadLetters() == 0
                        ? null
                        : Figures.count(content.counts().deadLetters(), "dead letter"),
                ScoreHistogram.of(content.layers(), search),
                content.layers().isEmpty()
                        ? null
                        : LayerChart.of(content.layers(), layer -> SearchPage.link(selection.ofLayer(layer))
                                .toString()),
                content.baselines().stream().map(BaselineView::of).toList(),
                content.spending().stream().map(OverviewPage::cost).toList(),
                Choice.models(content.models(), model),
                Choice.explainers(content.models(), model, selection.explainer()),
                Choice.simulators(content.models(), model, selection.simulator()),
                content.best(),
                content.worst(),
                search.toString(),
                search.and("order", "worst").toString());
    }

    private static List<Figure> figures(Content content) {
        Counts counts = content.counts();
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure(Figures.count(counts.neurons()), counts.neurons() == 1 ? "neuron" : "neurons"));
        figures.add(new Figure(
                Figures.count(counts.explanations()), counts.explanations() == 1 ? "explanation" : "explanations"));
        figures.add(new Figure(
                Figures.count(counts.scores() + counts.judgements()),
                counts.scores() + counts.judgements() == 1 ? "score" : "scores"));
        figures.add(new Figure(counts.meanScore() == null ? "–" : Figures.decimal(counts.meanScore()), "mean score"));
        figures.add(new Figure(
                dollars(content.spending().stream()
                        .mapToDouble(RecipeSpending::spentDollars)
                        .sum()),
                "spent on language models"));
        return figures;
    }

    private static Cost cost(RecipeSpending spending) {
        return new Cost(
                ShownText.prose(spending.name(), LONGEST_NAME),
                ShownText.prose(spending.model(), LONGEST_NAME),
                dollars(spending.spentDollars()),
                spending.budgetDollars() == null ? "no limit" : "of " + dollars(spending.budgetDollars()));
    }

    private static String dollars(double dollars) {
        return dollars > 0 && dollars < 0.01 ? "under $0.01" : String.format(Locale.ROOT, "$%,.2f", dollars);
    }
}
