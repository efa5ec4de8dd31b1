package dev.ganglion.explainer.stage;

import dev.ganglion.events.EventCodec;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.Topics;
import dev.ganglion.explainer.Explainer;
import dev.ganglion.explainer.ExplainerRecipes;
import dev.ganglion.explainer.subject.ActivationServer;
import dev.ganglion.llm.model.LanguageModel;
import dev.ganglion.llm.recipe.Recipes;
import dev.ganglion.llm.service.RecipeProgram;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/** Starts the service if it has a recipe to run; or shows what a recipe would ask. */
@QuarkusMain
public final class Main {

    private static final EventCodec<NeuronActivations> RECORDS = EventCodec.of(NeuronActivations.class);

    static final RecipeProgram<Explainer> PROGRAM = new RecipeProgram<>(
            ExplainerRecipes.SERVICE,
            Topics.NEURON_ACTIVATIONS,
            Main::recipes,
            Explainer::preview,
            (explainer, replay, event) -> Optional.of(explainer.preview(RECORDS.decode(event))));

    Main() {}

    /** Before the start, which would find a wrong address only when the first sentence is run. */
    private static Recipes<Explainer> recipes(LanguageModel model) {
        ConfigProvider.getConfig()
                .getOptionalValue("activation-service.url", String.class)
                .ifPresent(ActivationServer::address);
        return ExplainerRecipes.all(model);
    }

    public static void main(String... arguments) {
        PROGRAM.main(arguments);
    }
}
