package dev.ganglion.events.kafka;

import dev.ganglion.events.PublishedRecipe;

/** Reads {@link PublishedRecipe}. */
public final class PublishedRecipeDeserializer extends JsonEventDeserializer<PublishedRecipe> {

    public PublishedRecipeDeserializer() {
        super(PublishedRecipe.class);
    }
}
