package dev.ganglion.events.kafka;

import dev.ganglion.events.DeadLetterDecision;

/** Reads {@link DeadLetterDecision}. */
public final class DeadLetterDecisionDeserializer extends JsonEventDeserializer<DeadLetterDecision> {

    public DeadLetterDecisionDeserializer() {
        super(DeadLetterDecision.class);
    }
}
