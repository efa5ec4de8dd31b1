package dev.ganglion.scorer.viewer;

import dev.ganglion.events.RecipeRef;
import dev.ganglion.scorer.results.ModelResults;
import dev.ganglion.scorer.results.comparison.Comparison;
import dev.ganglion.scorer.results.comparison.Comparison.Moved;
import dev.ganglion.scorer.results.comparison.Difference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Two recipes side by side.
 *
 * @param problem why they cannot be compared, or null
 * @param result null if nothing was asked, or it has no answer
 */
record ComparePage(List<Choice> a, List<Choice> b, List<Choice> models, String problem, Result result) {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TEXT = 300;

    /**
     * @param verdict the mean difference in words
     * @param points a JSON document for the picture: the model, and [layer-site, index, a, b] of each neuron
     */
    record Result(
            String a,
            String b,
            String under,
            String measure,
            String model,
            String meanA,
            String meanB,
            String verdict,
            String shares,
            String left,
            String points,
            int sampled,
            List<Layer> layers,
            List<Row> gained,
            List<Row> lost) {}

    /** How much better b is in a layer. */
    record Layer(String name, String neurons, String meanA, String meanB, String difference, String interval) {}

    /** A neuron that gained or lost. */
    record Row(String link, String neuron, String difference, String scores, String textA, String textB) {}

    /** Of the page. */
    public String title() {
        return "Compare two recipes";
    }

    static ComparePage of(
            List<ModelResults> known, String a, String b, String model, String problem, Comparison found) {
        Map<String, String> recipes = new LinkedHashMap<>();
        for (ModelResults each : known) {
            each.results().forEach(results -> put(recipes, results.explainer(), "explainer"));
        }
        for (ModelResults each : known) {
            each.results().forEach(results -> put(recipes, results.simulator(), "simulator"));
        }
        return new ComparePage(
                choices(recipes, found == null ? a : found.a().pinned()),
                choices(recipes, found == null ? b : found.b().pinned()),
                Choice.models(known, model),
                problem,
                found == null ? null : result(found));
    }

    private static void put(Map<String, String> recipes, RecipeRef recipe, String stage) {
        recipes.merge(recipe.pinned(), stage, (one, other) -> one.contains(other) ? one : one + " and " + other);
    }

    private static List<Choice> choices(Map<String, String> recipes, String chosen) {
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice("", "choose a recipe", chosen == null));
        recipes.forEach((pinned, stage) -> choices.add(new Choice(
                pinned,
                ShownText.prose(pinned, LONGEST_NAME) + " (" + stage + ")",
                chosen != null && (pinned.equals(chosen) || pinned.startsWith(chosen + "@")))));
        return choices;
    }

    private static Result result(Comparison found) {
        Difference difference = found.difference();
        return new Result(
                name(found.a()),
                name(found.b()),
                name(found.under()),
                found.measure().toString().equals("correlation") ? "score" : "balanced accuracy",
                found.model(),
                text(difference.meanA()),
                text(difference.meanB()),
                verdict(found),
                shares(difference),
                left(found.neurons()),
                points(found),
                found.sample().size(),
                found.layers().stream().map(ComparePage::layer).toList(),
                found.gained().stream().map(ComparePage::row).toList(),
                found.lost().stream().map(ComparePage::row).toList());
    }

    private static String verdict(Comparison found) {
        Difference difference = found.difference();
        if (difference.mean() == null) {
            return "No neuron has a defined score of both.";
        }
        String mean = signed(difference.mean());
        if (difference.low() == null) {
            return mean + " on average; no interval: " + difference.noInterval();
        }
        String interval = " (95 % interval " + signed(difference.low()) + " to " + signed(difference.high()) + ")";
        if (difference.low() > 0) {
            return name(found.b()) + " is better, by " + Figures.decimal(difference.mean()) + " on average" + interval
                    + ".";
        }
        if (difference.high() < 0) {
            return name(found.a()) + " is better, by " + Figures.decimal(-difference.mean()) + " on average" + interval
                    + ".";
        }
        return "Neither is clearly better: " + mean + " on average" + interval + ".";
    }

    private static String shares(Difference difference) {
        return Figures.count(difference.better().pairs()) + " of " + Figures.count(difference.pairs(), "neuron")
                + " gained, " + Figures.count(difference.worse().pairs()) + " lost, "
                + Figures.count(difference.equal().pairs()) + " stayed as they were.";
    }

    private static String left(Comparison.Neurons neurons) {
        List<String> out = new ArrayList<>();
        add(out, neurons.onlyA() + neurons.onlyB(), " scored with one of the two only");
        add(
                out,
                neurons.undefinedA() + neurons.undefinedB() + neurons.undefinedBoth(),
                " without a defined score of one or both");
        return out.isEmpty() ? null : "Not compared: " + String.join(", ", out) + ".";
    }

    private static void add(List<String> out, long count, String what) {
        if (count > 0) {
            out.add(Figures.count(count, "neuron") + what);
        }
    }

    /** Numbers, and names that are slugs: nothing in it needs to be escaped. */
    private static String points(Comparison found) {
        StringBuilder json =
                new StringBuilder("{\"model\":\"").append(found.model()).append("\",\"points\":[");
        char before = ' ';
        for (Comparison.Point point : found.sample()) {
            json.append(before)
                    .append(String.format(
                            Locale.ROOT,
                            "[\"%d-%s\",%d,%s,%s]",
                            point.neuron().layer(),
                            point.neuron().site(),
                            point.neuron().index(),
                            point.a(),
                            point.b()));
            before = ',';
        }
        return json.append("]}").toString();
    }

    private static Layer layer(Comparison.Layer layer) {
        Difference difference = layer.difference();
        return new Layer(
                "layer " + layer.layer(),
                Figures.count(difference.pairs()),
                text(difference.meanA()),
                text(difference.meanB()),
                difference.mean() == null ? "" : signed(difference.mean()),
                difference.low() == null ? "" : signed(difference.low()) + " to " + signed(difference.high()));
    }

    private static Row row(Moved moved) {
        return new Row(
                "/neurons/" + moved.neuron(),
                moved.neuron().layer() + " · " + moved.neuron().index(),
                signed(moved.difference()),
                Figures.decimal(moved.a().score()) + " → "
                        + Figures.decimal(moved.b().score()),
                words(moved.a().text()),
                moved.b().text() != null && moved.b().text().equals(moved.a().text())
                        ? null
                        : words(moved.b().text()));
    }

    private static String words(String text) {
        return text == null ? "the explanation has not arrived" : ShownText.prose(text, LONGEST_TEXT);
    }

    private static String name(RecipeRef recipe) {
        return ShownText.prose(recipe.pinned(), LONGEST_NAME);
    }

    private static String text(Double value) {
        return value == null ? "–" : Figures.decimal(value);
    }

    private static String signed(double value) {
        String text = Figures.decimal(value);
        return value > 0 && !text.equals("0.00") ? "+" + text : text;
    }
}
