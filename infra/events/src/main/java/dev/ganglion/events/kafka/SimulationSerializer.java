package dev.ganglion.events.kafka;

import dev.ganglion.events.Simulation;

/** Writes {@link Simulation}. */
public final class SimulationSerializer extends JsonEventSerializer<Simulation> {

    public SimulationSerializer() {
        super(Simulation.class);
    }
}
