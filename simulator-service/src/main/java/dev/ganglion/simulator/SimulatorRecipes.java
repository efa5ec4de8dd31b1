package dev.ganglion.simulator;

import dev.ganglion.llm.recipe.Method;
import dev.ganglion.llm.recipe.Recipes;
import dev.ganglion.simulator.tokenlookup.TokenLookup;
import java.util.List;

/** What the simulator can do, and the recipes that come with it. */
public final class SimulatorRecipes {

    /** As recipes and consumer groups name the service. */
    public static final String SERVICE = "simulator";

    private static final List<Method<?, Simulator>> METHODS = List.of(new TokenLookup());

    private static final List<String> SHIPPED = List.of("token-lookup");

    private SimulatorRecipes() {}

    public static Recipes<Simulator> all() {
        return new Recipes<>(SERVICE, SimulatorRecipes.class, SHIPPED, METHODS);
    }
}
