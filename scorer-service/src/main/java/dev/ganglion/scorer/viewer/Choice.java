package dev.ganglion.scorer.viewer;

import dev.ganglion.scorer.results.ModelResults;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One of the values of a field of a form. */
record Choice(String value, String label, boolean chosen) {

    private static final int LONGEST = 100;

    /** The models that there are. */
    static List<Choice> models(List<ModelResults> models, String chosen) {
        return models.stream()
                .map(each -> new Choice(each.model(), each.model(), each.model().equals(chosen)))
                .toList();
    }

    /** Recipes of a model; the first choice is any. */
    static List<Choice> explainers(List<ModelResults> models, String model, Object chosen) {
        return recipes(
                "any explainer",
                results(models, model).map(each -> each.explainer().pinned()),
                String.valueOf(chosen));
    }

    static List<Choice> simulators(List<ModelResults> models, String model, Object chosen) {
        return recipes(
                "any simulator",
                results(models, model).map(each -> each.simulator().pinned()),
                String.valueOf(chosen));
    }

    private static Stream<ModelResults.RecipeResults> results(List<ModelResults> models, String model) {
        return models.stream().filter(each -> each.model().equals(model)).flatMap(each -> each.results().stream());
    }

    private static List<Choice> recipes(String any, Stream<String> pinned, String chosen) {
        List<Choice> choices = new ArrayList<>();
        pinned.distinct()
                .sorted()
                .forEach(each -> choices.add(new Choice(each, ShownText.prose(each, LONGEST), each.equals(chosen))));
        choices.add(0, new Choice("", any, choices.stream().noneMatch(Choice::chosen)));
        return choices;
    }
}
