package dev.ganglion.scorer.results.comparison;

import static dev.ganglion.scorer.results.comparison.UncomparableException.missing;
import static dev.ganglion.scorer.results.comparison.UncomparableException.wrong;

import dev.ganglion.events.RecipeRef;
import dev.ganglion.scorer.results.RecipeFilter;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What somebody wants to know. Whatever is left out, and can only be one thing, is found out from the scores that there are.
 *
 * @param stage what the recipes do; null to find out
 * @param under the recipe of the other stage, which both share; null to find out
 * @param model slug; null to find out
 * @param scorer version; null to find out
 */
public record ComparisonQuestion(
        RecipeFilter a, RecipeFilter b, Stage stage, RecipeFilter under, String model, String scorer) {

    private static final int MOST_NAMED = 10;

    /**
     * Settles what is meant.
     *
     * @param known everything that there are scores of
     * @throws UncomparableException with one sentence, if it may be several things, or none
     */
    ComparedRecipes settle(Collection<Combination> known) {
        return settleOnModel(known.stream()
                .filter(each -> model == null || each.model().equals(model))
                .toList());
    }

    /** What a name means on one model has nothing to do with the others. */
    private ComparedRecipes settleOnModel(List<Combination> known) {
        Stage settled = stage(known);
        RecipeRef one = recipe(a, settled, known);
        RecipeRef other = recipe(b, settled, known);
        if (one.digest().equals(other.digest())) {
            throw wrong(named(one, a) + " is named twice: a recipe can only be compared with another");
        }
        List<Combination> shared = shared(settled, one, other, known);
        Stage rest = settled.other();
        List<Combination> left = only(shared, "model", Combination::model, Combination::model);
        left = only(left, rest + " recipe", each -> rest.of(each).digest(), each -> pinned(rest.of(each)));
        left = only(left, "scorer", Combination::scorer, Combination::scorer);
        Combination any = left.get(0);
        return new ComparedRecipes(settled, any.model(), one, other, rest.of(any), any.scorer(), any.measure());
    }

    private Stage stage(Collection<Combination> known) {
        if (stage != null) {
            return stage;
        }
        Set<Stage> ofA = stages(a, known);
        Set<Stage> ofB = stages(b, known);
        Set<Stage> both = EnumSet.copyOf(ofA);
        both.retainAll(ofB);
        if (both.isEmpty()) {
            throw wrong(a + " is " + ofA.iterator().next().aRecipe() + " and " + b + " is "
                    + ofB.iterator().next().aRecipe() + ": only two of one stage can be compared");
        }
        if (both.size() > 1) {
            throw wrong(a + " and " + b + " are names of explainer recipes and of simulator recipes:"
                    + " say which with stage, or give the recipe that both share as simulator or explainer");
        }
        return both.iterator().next();
    }

    private static Set<Stage> stages(RecipeFilter recipe, Collection<Combination> known) {
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        for (Stage each : Stage.values()) {
            if (known.stream().anyMatch(combination -> recipe.selects(each.of(combination)))) {
                stages.add(each);
            }
        }
        if (stages.isEmpty()) {
            throw missing("there are no scores of a recipe " + recipe);
        }
        return stages;
    }

    private static RecipeRef recipe(RecipeFilter wanted, Stage stage, Collection<Combination> known) {
        Map<String, RecipeRef> found = new LinkedHashMap<>();
        known.stream().map(stage::of).filter(wanted::selects).forEach(each -> found.putIfAbsent(each.digest(), each));
        if (found.isEmpty()) {
            throw missing("there are no scores of " + stage.aRecipe() + " " + wanted);
        }
        if (found.size() > 1) {
            throw wrong(wanted + " may be " + listed(found.values().stream().map(ComparisonQuestion::pinned))
                    + ": name one");
        }
        return found.values().iterator().next();
    }

    /** What both have scores of, and is asked for; each as {@code a} has it. */
    private List<Combination> shared(Stage stage, RecipeRef one, RecipeRef other, Collection<Combination> known) {
        List<Combination> ofOne = of(stage, one, known);
        List<Combination> ofOther = of(stage, other, known);
        List<Combination> shared = ofOne.stream()
                .filter(each -> ofOther.stream().anyMatch(with -> isSame(stage.other(), each, with)))
                .toList();
        List<Combination> comparable = shared.stream()
                .filter(each -> ofOther.stream()
                        .anyMatch(with -> isSame(stage.other(), each, with) && each.measure() == with.measure()))
                .toList();
        if (!comparable.isEmpty()) {
            return comparable;
        }
        if (!shared.isEmpty()) {
            throw wrong("one of " + one.pinned() + " and " + other.pinned()
                    + " simulates activations and the other judges excerpts: their scores measure different things");
        }
        throw missing("nothing was scored with both: " + one.pinned() + " has scores with " + with(stage, ofOne) + "; "
                + other.pinned() + " with " + with(stage, ofOther));
    }

    private List<Combination> of(Stage stage, RecipeRef recipe, Collection<Combination> known) {
        return known.stream()
                .filter(each -> stage.of(each).digest().equals(recipe.digest()))
                .filter(each -> scorer == null || each.scorer().equals(scorer))
                .filter(each -> under == null || under.selects(stage.other().of(each)))
                .toList();
    }

    private static boolean isSame(Stage rest, Combination one, Combination other) {
        return one.model().equals(other.model())
                && one.scorer().equals(other.scorer())
                && rest.of(one).digest().equals(rest.of(other).digest());
    }

    private static String with(Stage stage, List<Combination> combinations) {
        String all =
                listed(combinations.stream().map(each -> pinned(stage.other().of(each)) + " on " + each.model()));
        return all.isEmpty() ? "none of what is asked for" : all;
    }

    /** All of them, if they are of one thing; a recipe has one digest, and may have several names. */
    private static List<Combination> only(
            List<Combination> left,
            String what,
            Function<Combination, String> identity,
            Function<Combination, String> shown) {
        Map<String, String> found = new LinkedHashMap<>();
        left.forEach(each -> found.putIfAbsent(identity.apply(each), shown.apply(each)));
        if (found.size() > 1) {
            throw wrong("both have scores with more than one " + what + ", " + listed(found.values().stream())
                    + ": name one");
        }
        return left;
    }

    private static String named(RecipeRef recipe, RecipeFilter as) {
        return as.digest().isEmpty() ? as + " (" + recipe.pinned() + ")" : recipe.pinned();
    }

    private static String pinned(RecipeRef recipe) {
        return recipe.pinned();
    }

    private static String listed(Stream<String> names) {
        List<String> all = names.distinct().sorted().toList();
        String shown = all.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return all.size() > MOST_NAMED ? shown + " and " + (all.size() - MOST_NAMED) + " others" : shown;
    }
}
