package dev.ganglion.replay.plan;

import dev.ganglion.events.RecipeRef;
import java.util.function.Predicate;

/**
 * One recipe, or all.
 *
 * @param selector {@code name} or {@code name@digest}, as many digits of it as one likes; null for all
 */
public record RecipeChoice(String selector) implements Predicate<RecipeRef> {

    @Override
    public boolean test(RecipeRef recipe) {
        if (selector == null) {
            return true;
        }
        int at = selector.indexOf('@');
        return at < 0
                ? recipe.name().equals(selector)
                : recipe.name().equals(selector.substring(0, at))
                        && recipe.digest().startsWith(selector.substring(at + 1));
    }
}
