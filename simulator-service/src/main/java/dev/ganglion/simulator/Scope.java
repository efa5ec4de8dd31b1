package dev.ganglion.simulator;

import dev.ganglion.events.Excerpt;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Split;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which explanations a recipe takes, and which of their excerpts. It is what every simulator recipe can say, whatever
 * its method: fields {@code kinds}, {@code explainers} and {@code splits}.
 *
 * @param kinds of explanation that are taken
 * @param explainers names ({@code terse}) or pinned names ({@code terse@1a2b3c4d}) of explainer recipes; empty for all
 * @param splits whose excerpts are simulated
 */
public record Scope(Set<ExplanationKind> kinds, Set<String> explainers, Set<Split> splits) {

    private static final List<Split> SCORED = List.of(Split.CALIBRATION, Split.VALID, Split.TEST);

    public Scope {
        kinds = Set.copyOf(kinds);
        explainers = Set.copyOf(explainers);
        splits = Set.copyOf(splits);
    }

    /**
     * Reads a recipe's fields.
     *
     * @param kinds null for {@code able}
     * @param explainers null for all
     * @param splits null for calibration, valid and test
     * @param able the kinds that the method can work with
     * @throws IllegalArgumentException with one sentence, if the fields make no sense
     */
    public static Scope of(
            List<ExplanationKind> kinds, List<String> explainers, List<Split> splits, Set<ExplanationKind> able) {
        Scope scope = new Scope(
                distinct("kinds", kinds, List.copyOf(able)),
                explainers == null ? Set.of() : distinct("explainers", explainers, List.of()),
                distinct("splits", splits, SCORED));
        if (!able.containsAll(scope.kinds)) {
            throw new IllegalArgumentException("field \"kinds\": the method takes explanations of the kind "
                    + String.join(
                            ", ",
                            able.stream()
                                    .map(ExplanationKind::toString)
                                    .sorted()
                                    .toList()) + " only");
        }
        if (scope.splits.contains(Split.TRAIN)) {
            throw new IllegalArgumentException("field \"splits\": the explainer saw the excerpts of train");
        }
        if (scope.splits.contains(Split.NONE)) {
            throw new IllegalArgumentException("field \"splits\": no score is over the excerpts of none");
        }
        return scope;
    }

    /** Whether the recipe is for this explanation. */
    public boolean takes(Explanation explanation) {
        RecipeRef explainer = explanation.recipe();
        return kinds.contains(explanation.kind())
                && (explainers.isEmpty()
                        || explainers.contains(explainer.name())
                        || explainers.contains(explainer.pinned()));
    }

    /** The explanation's excerpts that are simulated, in their order. */
    public List<Excerpt> excerpts(Explanation explanation) {
        return explanation.heldOut().stream()
                .filter(excerpt -> splits.contains(excerpt.split()))
                .toList();
    }

    private static <T> Set<T> distinct(String field, List<T> values, List<T> byDefault) {
        if (values == null) {
            return Set.copyOf(byDefault);
        }
        if (values.isEmpty()) {
            throw new IllegalArgumentException("field \"" + field + "\" is empty: nothing would be simulated");
        }
        return new HashSet<>(values);
    }
}
