package dev.ganglion.explainer.stage;

import dev.ganglion.explainer.Explainer;
import dev.ganglion.explainer.ExplainerRecipes;
import dev.ganglion.explainer.subject.ActivationServer;
import dev.ganglion.llm.ledger.RememberingModel;
import dev.ganglion.llm.recipe.Recipe;
import dev.ganglion.llm.service.LateModel;
import dev.ganglion.replay.running.RunningReplay;
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
    Recipe<Explainer> recipe(Config config, Instance<RememberingModel> model, Instance<ActivationServer> subject) {
        return Main.PROGRAM.selected(
                config, ExplainerRecipes.all(new LateModel(model::get), (neuron, sentence) -> subject.get()
                        .of(neuron, sentence)));
    }

    /** Settings of the channel of this name: the consumer group is known when the recipe is. */
    @Produces
    @Singleton
    @Identifier(ExplanationStage.IN)
    Map<String, Object> consumer(Recipe<Explainer> recipe, RunningReplay replay) {
        return Map.of("group.id", replay.group(recipe.consumerGroup()));
    }
}
