package dev.ganglion.simulator;

import dev.ganglion.events.Explanation;
import dev.ganglion.events.Simulation;
import dev.ganglion.llm.model.ModelRequest;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Simulates explanations under one recipe. */
public interface Simulator {

    /**
     * Predicts a neuron's activations from its explanation alone. It fails only for an explanation that cannot be
     * simulated; what may pass is tried again inside.
     *
     * @return one simulation; none for an explanation that the recipe does not take
     */
    Uni<List<Simulation>> simulate(Explanation explanation);

    /** What would be sent for this explanation, without sending it; empty for a method that asks no language model. */
    default List<ModelRequest> preview(Explanation explanation) {
        return List.of();
    }
}
