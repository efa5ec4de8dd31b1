package dev.ganglion.events.kafka;

import dev.ganglion.events.NeuronActivations;

/** Writes {@link NeuronActivations}. */
public final class NeuronActivationsSerializer extends JsonEventSerializer<NeuronActivations> {

    public NeuronActivationsSerializer() {
        super(NeuronActivations.class);
    }
}
