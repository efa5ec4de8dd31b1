package dev.ganglion.events;

import java.util.regex.Pattern;

/**
 * Which recipe made a result. Its full text is on the topic {@code recipes}.
 *
 * @param name for people; not part of the digest
 * @param digest over the canonical content and the version of the method's code, hexadecimal
 * @param method the implementation
 */
public record RecipeRef(String name, String digest, String method) {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{8,64}");
    private static final int SHORT = 8;

    public RecipeRef {
        Required.field("name", name);
        Required.field("digest", digest);
        Required.that(DIGEST.matcher(digest).matches(), "a recipe's digest is 8 to 64 hexadecimal digits");
        Required.field("method", method);
    }

    /** {@code name@digest8}, as in a consumer group. */
    public String pinned() {
        return name + "@" + digest.substring(0, SHORT);
    }
}
