package dev.ganglion.events;

/**
 * Topic {@code recipes}, keyed by the digest: a recipe's full text, published by the process that runs it.
 *
 * @param service {@code explainer} or {@code simulator}
 * @param text the recipe file
 */
public record PublishedRecipe(String service, RecipeRef recipe, String text) {

    public PublishedRecipe {
        Required.field("service", service);
        Required.field("recipe", recipe);
        Required.field("text", text);
    }
}
