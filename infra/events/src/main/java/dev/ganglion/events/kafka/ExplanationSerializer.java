package dev.ganglion.events.kafka;

import dev.ganglion.events.Explanation;

/** Writes {@link Explanation}. */
public final class ExplanationSerializer extends JsonEventSerializer<Explanation> {

    public ExplanationSerializer() {
        super(Explanation.class);
    }
}
