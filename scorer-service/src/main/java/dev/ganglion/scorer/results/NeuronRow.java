package dev.ganglion.scorer.results;

import dev.ganglion.events.NeuronId;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.util.UUID;

/** What every row about a neuron has. The migrations describe the columns. */
@MappedSuperclass
abstract class NeuronRow {

    @Id
    UUID id;

    String model;
    int layer;
    String site;
    int neuronIndex;
    long content;

    NeuronId neuron() {
        return new NeuronId(model, layer, site, neuronIndex);
    }
}
