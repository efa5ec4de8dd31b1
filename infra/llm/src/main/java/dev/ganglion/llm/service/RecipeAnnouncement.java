package dev.ganglion.llm.service;

import dev.ganglion.delivery.EventTopic;
import dev.ganglion.events.PublishedRecipe;
import dev.ganglion.llm.recipe.Recipe;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;

/** Publishes the recipe at the start, so that whoever reads a result can read what made it. */
@Singleton
class RecipeAnnouncement {

    private final Emitter<byte[]> recipes;
    private final PublishedRecipe recipe;
    private final String service;
    private final CompletableFuture<Void> published = new CompletableFuture<>();

    RecipeAnnouncement(
            @Channel("recipes") Emitter<byte[]> recipes,
            Recipe<?> recipe,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.recipes = recipes;
        this.recipe = recipe.published();
        this.service = service;
    }

    void publish(@Observes StartupEvent start) {
        EventTopic.RECIPES.send(recipes, service, recipe).whenComplete((done, failure) -> {
            if (failure == null) {
                published.complete(null);
            } else {
                published.completeExceptionally(failure);
            }
        });
    }

    /** Completes when the broker has the recipe; nothing is read before. */
    CompletionStage<Void> published() {
        return published;
    }
}
