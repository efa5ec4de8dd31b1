package dev.ganglion.simulator;

import dev.ganglion.llm.model.LanguageModel;
import dev.ganglion.llm.recipe.Method;
import dev.ganglion.llm.recipe.Recipes;
import dev.ganglion.simulator.json.Json;
import dev.ganglion.simulator.judging.Judging;
import dev.ganglion.simulator.oneatatime.OneAtATime;
import dev.ganglion.simulator.outputlogprobs.OutputLogprobs;
import dev.ganglion.simulator.promptlogprobs.PromptLogprobs;
import dev.ganglion.simulator.tokenlookup.TokenLookup;
import java.util.List;

/** What the simulator can do, and the recipes that come with it. */
public final class SimulatorRecipes {

    /** As recipes and consumer groups name the service. */
    public static final String SERVICE = "simulator";

    private static final List<String> SHIPPED = List.of(
            "token-lookup", "prompt-logprobs", "output-logprobs", "one-at-a-time", "json", "detection", "fuzzing");

    private SimulatorRecipes() {}

    /** @param model answers the questions of methods that ask one; nobody is asked before a recipe runs */
    public static Recipes<Simulator> all(LanguageModel model) {
        return new Recipes<>(SERVICE, SimulatorRecipes.class, SHIPPED, methods(model));
    }

    private static List<Method<?, Simulator>> methods(LanguageModel model) {
        return List.of(
                new TokenLookup(),
                new PromptLogprobs(model),
                new OutputLogprobs(model),
                new OneAtATime(model),
                new Json(model),
                Judging.detection(model),
                Judging.fuzzing(model));
    }
}
