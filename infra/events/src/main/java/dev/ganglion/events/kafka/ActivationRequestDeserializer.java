package dev.ganglion.events.kafka;

import dev.ganglion.events.ActivationRequest;

/** Reads {@link ActivationRequest}. */
public final class ActivationRequestDeserializer extends JsonEventDeserializer<ActivationRequest> {

    public ActivationRequestDeserializer() {
        super(ActivationRequest.class);
    }
}
