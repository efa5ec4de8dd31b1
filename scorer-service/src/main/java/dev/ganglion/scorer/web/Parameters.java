package dev.ganglion.scorer.web;

import dev.ganglion.events.NeuronId;
import dev.ganglion.scorer.results.Ranking;
import dev.ganglion.scorer.results.RecipeFilter;
import dev.ganglion.scorer.results.Selection;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Reads request parameters. Every method throws {@link InvalidRequestException} with one sentence that says what the
 * parameter must be; null and empty stand for a parameter that was not given.
 */
public final class Parameters {

    public static final int DEFAULT_LIMIT = 50;
    public static final int LARGEST_LIMIT = 200;
    private static final int LAST_LAYER = 999_999;

    private Parameters() {}

    public static Selection selection(String model, String layer, String explainer, String simulator) {
        return new Selection(
                model(model),
                isAbsent(layer) ? null : number("layer", layer, 0, LAST_LAYER),
                recipe("explainer", explainer),
                recipe("simulator", simulator));
    }

    public static Ranking.Order order(String order) {
        if (isAbsent(order)) {
            return Ranking.Order.BEST;
        }
        for (Ranking.Order known : Ranking.Order.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(order)) {
                return known;
            }
        }
        throw new InvalidRequestException("order must be \"best\" or \"worst\", not \"" + quoted(order) + "\"");
    }

    public static int limit(String limit) {
        return isAbsent(limit) ? DEFAULT_LIMIT : number("limit", limit, 1, LARGEST_LIMIT);
    }

    /**
     * A number from −1 to 1, or null.
     *
     * @param name the parameter's
     */
    public static Double score(String name, String text) {
        if (isAbsent(text)) {
            return null;
        }
        if (text.matches("[+-]?([0-9]{1,20}[.]?[0-9]{0,20}|[.][0-9]{1,20})")) {
            double score = Double.parseDouble(text);
            if (score >= -1 && score <= 1) {
                return score;
            }
        }
        throw new InvalidRequestException(name + " must be a number from -1 to 1, not \"" + quoted(text) + "\"");
    }

    public static NeuronId neuron(String model, String layerAndSite, String index) {
        return checked(() -> NeuronId.parse(model + "/" + layerAndSite + "/" + index));
    }

    /** The text, or null if it is absent. */
    public static String optional(String text) {
        return isAbsent(text) ? null : text;
    }

    /** Asks something that refuses a parameter with an {@link IllegalArgumentException}. */
    public static <T> T checked(Supplier<T> question) {
        try {
            return question.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(e.getMessage());
        }
    }

    private static String model(String model) {
        if (isAbsent(model)) {
            return null;
        }
        if (!NeuronId.isModelSlug(model)) {
            throw new InvalidRequestException(
                    "model must be a name of a-z, 0-9, '.', '_' and '-', not \"" + quoted(model) + "\"");
        }
        return model;
    }

    /**
     * A recipe, or null.
     *
     * @param name the parameter's
     */
    public static RecipeFilter recipe(String name, String text) {
        try {
            return isAbsent(text) ? null : RecipeFilter.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(name + " is not a recipe: " + e.getMessage());
        }
    }

    static int number(String name, String text, int from, int to) {
        try {
            int number = Integer.parseInt(text);
            if (number >= from && number <= to) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw new InvalidRequestException(
                name + " must be a whole number from " + from + " to " + to + ", not \"" + quoted(text) + "\"");
    }

    private static boolean isAbsent(String text) {
        return text == null || text.isEmpty();
    }

    static String quoted(String text) {
        String cut = text.length() <= 60 ? text : text.substring(0, 60) + "…";
        return cut.replaceAll("\\p{Cntrl}", "\uFFFD");
    }
}
