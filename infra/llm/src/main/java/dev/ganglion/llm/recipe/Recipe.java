package dev.ganglion.llm.recipe;

import dev.ganglion.events.PublishedRecipe;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.llm.model.ModelUse;
import java.util.Optional;

/**
 * What a process runs.
 *
 * @param service {@code explainer} or {@code simulator}
 * @param ref name, digest and method, as results carry them
 * @param text the file, word for word
 * @param model the language model that it asks, if it asks one
 * @param implementation what its method made of it
 */
public record Recipe<T>(String service, RecipeRef ref, String text, Optional<ModelUse> model, T implementation) {

    /**
     * The consumer group that runs it, {@code explainer.token-lookup@1a2b3c4d}: a changed recipe is another group, which
     * goes through the whole topic by itself.
     */
    public String consumerGroup() {
        return service + "." + ref.pinned();
    }

    /** For the topic {@code recipes}. */
    public PublishedRecipe published() {
        return new PublishedRecipe(service, ref, text);
    }
}
