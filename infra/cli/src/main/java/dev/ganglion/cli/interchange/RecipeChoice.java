package dev.ganglion.cli.interchange;

import dev.ganglion.events.RecipeRef;

/**
 * Which recipes' results are meant.
 *
 * @param selector {@code NAME} or {@code NAME@DIGEST}; null for all
 */
record RecipeChoice(String selector) {

    boolean matches(RecipeRef recipe) {
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
