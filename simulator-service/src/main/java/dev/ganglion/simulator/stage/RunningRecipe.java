package dev.ganglion.simulator.stage;

import dev.ganglion.llm.model.UnconnectedModel;
import dev.ganglion.llm.recipe.Recipe;
import dev.ganglion.llm.recipe.RecipeException;
import dev.ganglion.simulator.Simulator;
import dev.ganglion.simulator.SimulatorRecipes;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/** The one recipe of this process, and what follows from it for Kafka. */
@Singleton
class RunningRecipe {

    @Produces
    @Singleton
    Recipe<Simulator> recipe(Config config) {
        return in(config);
    }

    /**
     * The recipe that the settings select.
     *
     * @throws RecipeException with one sentence, if it cannot be used
     */
    static Recipe<Simulator> in(Config config) {
        return SimulatorRecipes.all(new UnconnectedModel())
                .select(
                        config.getValue("simulator.recipe", String.class),
                        config.getOptionalValue("recipes.dir", Path.class));
    }

    /** Settings of the channel of this name: the consumer group is known when the recipe is. */
    @Produces
    @Singleton
    @Identifier(SimulationStage.IN)
    Map<String, Object> consumer(Recipe<Simulator> recipe) {
        return Map.of("group.id", recipe.consumerGroup());
    }
}
