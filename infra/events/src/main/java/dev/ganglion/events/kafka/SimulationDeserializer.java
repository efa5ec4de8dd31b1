package dev.ganglion.events.kafka;

import dev.ganglion.events.Simulation;

/** Reads {@link Simulation}. */
public final class SimulationDeserializer extends JsonEventDeserializer<Simulation> {

    public SimulationDeserializer() {
        super(Simulation.class);
    }
}
