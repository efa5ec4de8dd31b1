package dev.ganglion.events.kafka;

import dev.ganglion.events.NeuronActivations;

/** Reads {@link NeuronActivations}. */
public final class NeuronActivationsDeserializer extends JsonEventDeserializer<NeuronActivations> {

    public NeuronActivationsDeserializer() {
        super(NeuronActivations.class);
    }
}
