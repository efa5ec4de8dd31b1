package dev.ganglion.events.kafka;

import dev.ganglion.events.NeuronActivationPartial;

/** Reads {@link NeuronActivationPartial}. */
public final class NeuronActivationPartialDeserializer extends JsonEventDeserializer<NeuronActivationPartial> {

    public NeuronActivationPartialDeserializer() {
        super(NeuronActivationPartial.class);
    }
}
