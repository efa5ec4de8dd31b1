package dev.ganglion.events.kafka;

import dev.ganglion.events.ActivationRequest;

/** Writes {@link ActivationRequest}. */
public final class ActivationRequestSerializer extends JsonEventSerializer<ActivationRequest> {

    public ActivationRequestSerializer() {
        super(ActivationRequest.class);
    }
}
