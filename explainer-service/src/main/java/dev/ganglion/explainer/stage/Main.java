package dev.ganglion.explainer.stage;

import dev.ganglion.explainer.Explainer;
import dev.ganglion.explainer.ExplainerRecipes;
import dev.ganglion.llm.service.RecipeProgram;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service if it has a recipe to run; or shows what a recipe would ask. */
@QuarkusMain
public final class Main {

    static final RecipeProgram<Explainer> PROGRAM =
            new RecipeProgram<>(ExplainerRecipes.SERVICE, ExplainerRecipes::all, Explainer::preview);

    Main() {}

    public static void main(String... arguments) {
        PROGRAM.main(arguments);
    }
}
