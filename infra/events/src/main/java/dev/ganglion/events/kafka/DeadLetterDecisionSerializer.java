package dev.ganglion.events.kafka;

import dev.ganglion.events.DeadLetterDecision;

/** Writes {@link DeadLetterDecision}. */
public final class DeadLetterDecisionSerializer extends JsonEventSerializer<DeadLetterDecision> {

    public DeadLetterDecisionSerializer() {
        super(DeadLetterDecision.class);
    }
}
