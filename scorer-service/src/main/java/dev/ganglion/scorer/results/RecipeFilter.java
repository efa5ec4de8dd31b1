package dev.ganglion.scorer.results;

import dev.ganglion.events.RecipeRef;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chooses a recipe.
 *
 * @param name its name
 * @param digest the beginning of its digest, or empty for any
 */
public record RecipeFilter(String name, String digest) {

    private static final Pattern PINNED = Pattern.compile("([^@]{1,200})(?:@([0-9a-f]{8,64}))?");

    /**
     * Reads {@code NAME} or {@code NAME@digest8}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static RecipeFilter parse(String text) {
        Matcher matcher = PINNED.matcher(text);
        if (!matcher.matches() || text.indexOf(0) >= 0) {
            throw new IllegalArgumentException(
                    "a recipe is NAME or NAME@digest, the digest 8 to 64 hexadecimal digits");
        }
        return new RecipeFilter(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
    }

    /** Whether it chooses this recipe. */
    public boolean selects(RecipeRef recipe) {
        return recipe.name().equals(name) && recipe.digest().startsWith(digest);
    }

    @Override
    public String toString() {
        return digest.isEmpty() ? name : name + "@" + digest;
    }
}
