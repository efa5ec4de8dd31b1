package dev.ganglion.simulator.stage;

import dev.ganglion.llm.ledger.RememberingModel;
import dev.ganglion.llm.recipe.Recipe;
import dev.ganglion.llm.service.LateModel;
import dev.ganglion.replay.running.RunningReplay;
import dev.ganglion.simulator.Simulator;
import dev.ganglion.simulator.SimulatorRecipes;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/** The one recipe of this process, and what follows from it for Kafka. */
@Singleton
class RunningRecipe {

    @Produces
    @Singleton
    Recipe<Simulator> recipe(Config config, Instance<RememberingModel> model) {
        return Main.PROGRAM.selected(config, SimulatorRecipes.all(new LateModel(model::get)));
    }

    /** Settings of the channel of this name: the consumer group is known when the recipe is. */
    @Produces
    @Singleton
    @Identifier(SimulationStage.IN)
    Map<String, Object> consumer(Recipe<Simulator> recipe, RunningReplay replay) {
        return Map.of("group.id", replay.group(recipe.consumerGroup()));
    }
}
