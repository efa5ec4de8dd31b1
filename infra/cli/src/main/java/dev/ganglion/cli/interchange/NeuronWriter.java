package dev.ganglion.cli.interchange;

import dev.ganglion.cli.results.NeuronEvents;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import java.io.IOException;

/** Writes neurons in somebody's layout, in the order of model, layer, site and index. For one thread. */
interface NeuronWriter extends AutoCloseable {

    /** Whether a neuron is there already, complete. */
    boolean has(NeuronId neuron);

    /**
     * Writes one.
     *
     * @param record the one of its records that is written
     */
    void write(NeuronActivations record, NeuronEvents events) throws IOException;

    /** All neurons are written. */
    void complete() throws IOException;

    /** Lets go of what is under way, which is not completed. */
    @Override
    void close() throws IOException;
}
