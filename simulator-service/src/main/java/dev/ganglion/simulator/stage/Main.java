package dev.ganglion.simulator.stage;

import dev.ganglion.events.EventCodec;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.Topics;
import dev.ganglion.llm.model.ModelRequest;
import dev.ganglion.llm.service.RecipeProgram;
import dev.ganglion.replay.plan.Replay;
import dev.ganglion.simulator.Simulator;
import dev.ganglion.simulator.SimulatorRecipes;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;
import java.util.Optional;

/** Starts the service if it has a recipe to run; or shows what a recipe would ask. */
@QuarkusMain
public final class Main {

    private static final EventCodec<Explanation> EXPLANATIONS = EventCodec.of(Explanation.class);

    static final RecipeProgram<Simulator> PROGRAM = new RecipeProgram<>(
            SimulatorRecipes.SERVICE,
            Topics.EXPLANATIONS,
            SimulatorRecipes::all,
            StandInExplanation::preview,
            Main::requests);

    Main() {}

    /** A lent explanation is about as long as the neuron's own, which stands for it. */
    private static Optional<List<ModelRequest>> requests(Simulator simulator, Replay replay, byte[] event) {
        Explanation explanation = EXPLANATIONS.decode(event);
        boolean taken = replay.explainers().test(explanation.recipe())
                && !(replay.borrowsExplanations() && explanation.candidate() > 0);
        return taken ? Optional.of(simulator.preview(explanation)) : Optional.empty();
    }

    public static void main(String... arguments) {
        PROGRAM.main(arguments);
    }
}
