package dev.ganglion.llm.service;

import dev.ganglion.events.RecipeRef;
import dev.ganglion.llm.recipe.Recipe;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Says what this process runs. */
@Path("/api/recipe")
public class RecipeResource {

    private final Recipe<?> recipe;

    RecipeResource(Recipe<?> recipe) {
        this.recipe = recipe;
    }

    @GET
    @Operation(summary = "The recipe that this process runs, word for word")
    public Running recipe() {
        return new Running(recipe.service(), recipe.ref(), recipe.consumerGroup(), recipe.text());
    }

    /**
     * @param group the consumer group that runs it
     * @param text the file
     */
    public record Running(String service, RecipeRef recipe, String group, String text) {}
}
