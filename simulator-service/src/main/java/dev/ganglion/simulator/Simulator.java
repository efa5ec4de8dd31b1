package dev.ganglion.simulator;

import dev.ganglion.events.Explanation;
import dev.ganglion.events.Simulation;
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
}
