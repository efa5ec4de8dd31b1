package dev.ganglion.simulator.stage;

import dev.ganglion.llm.service.RecipeProgram;
import dev.ganglion.simulator.Simulator;
import dev.ganglion.simulator.SimulatorRecipes;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service if it has a recipe to run; or shows what a recipe would ask. */
@QuarkusMain
public final class Main {

    static final RecipeProgram<Simulator> PROGRAM =
            new RecipeProgram<>(SimulatorRecipes.SERVICE, SimulatorRecipes::all, StandInExplanation::preview);

    Main() {}

    public static void main(String... arguments) {
        PROGRAM.main(arguments);
    }
}
