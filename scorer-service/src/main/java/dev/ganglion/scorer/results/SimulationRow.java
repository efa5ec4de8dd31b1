package dev.ganglion.scorer.results;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/** A simulation. */
@Entity(name = "Simulation")
@Table(name = "simulation")
class SimulationRow extends NeuronRow {

    UUID activations;
    UUID explanation;
    String explainerName;
    String explainerDigest;
    String simulatorName;
    String simulatorDigest;
    String explanationOf;
    byte[] event;
}
