package dev.ganglion.simulator.stage;

import dev.ganglion.llm.recipe.RecipeException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.eclipse.microprofile.config.ConfigProvider;

/** Starts the service if it has a recipe to run. */
@QuarkusMain
public final class Main {

    private static final int UNUSABLE_RECIPE = 2;

    private Main() {}

    public static void main(String... arguments) {
        try {
            RunningRecipe.in(ConfigProvider.getConfig());
        } catch (RecipeException e) {
            System.err.println(e.getMessage());
            System.exit(UNUSABLE_RECIPE);
        }
        Quarkus.run(arguments);
    }
}
