package dev.ganglion.scorer.web;

import dev.ganglion.scorer.results.RecipeFilter;
import dev.ganglion.scorer.results.Selection;
import dev.ganglion.scorer.results.comparison.ComparisonQuestion;
import dev.ganglion.scorer.results.comparison.Stage;

/** Reads request parameters about comparisons, as {@link Parameters} reads the others. */
public final class ComparisonParameters {

    private ComparisonParameters() {}

    /** The question that these parameters ask; null and empty stand for what was not given. */
    public static ComparisonQuestion question(String a, String b, String stage, Selection selection, String scorer) {
        if (selection.explainer() != null && selection.simulator() != null) {
            throw new InvalidRequestException(
                    "give the recipe that both share, either as explainer or as simulator, and not both");
        }
        return new ComparisonQuestion(
                recipe("a", a),
                recipe("b", b),
                stage(stage, selection),
                selection.explainer() == null ? selection.simulator() : selection.explainer(),
                selection.model(),
                Parameters.optional(scorer));
    }

    /** With a simulator that both share, they are explainers. */
    private static Stage stage(String text, Selection selection) {
        Stage said = Parameters.optional(text) == null ? null : Parameters.checked(() -> Stage.parse(text));
        Stage implied = selection.simulator() != null
                ? Stage.EXPLAINER
                : selection.explainer() != null ? Stage.SIMULATOR : null;
        if (said != null && implied != null && said != implied) {
            throw new InvalidRequestException(
                    "two " + said + "s cannot share an " + said + ": give the recipe of the other stage");
        }
        return said == null ? implied : said;
    }

    private static RecipeFilter recipe(String parameter, String text) {
        if (Parameters.optional(text) == null) {
            throw new InvalidRequestException(parameter + " must be a recipe, NAME or NAME@digest8");
        }
        return Parameters.checked(() -> RecipeFilter.parse(text));
    }
}
