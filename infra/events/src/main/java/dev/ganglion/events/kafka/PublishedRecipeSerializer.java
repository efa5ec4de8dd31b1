package dev.ganglion.events.kafka;

import dev.ganglion.events.PublishedRecipe;

/** Writes {@link PublishedRecipe}. */
public final class PublishedRecipeSerializer extends JsonEventSerializer<PublishedRecipe> {

    public PublishedRecipeSerializer() {
        super(PublishedRecipe.class);
    }
}
