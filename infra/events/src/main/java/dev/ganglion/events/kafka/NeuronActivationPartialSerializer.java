package dev.ganglion.events.kafka;

import dev.ganglion.events.NeuronActivationPartial;

/** Writes {@link NeuronActivationPartial}. */
public final class NeuronActivationPartialSerializer extends JsonEventSerializer<NeuronActivationPartial> {

    public NeuronActivationPartialSerializer() {
        super(NeuronActivationPartial.class);
    }
}
