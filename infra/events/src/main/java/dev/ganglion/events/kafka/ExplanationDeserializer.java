package dev.ganglion.events.kafka;

import dev.ganglion.events.Explanation;

/** Reads {@link Explanation}. */
public final class ExplanationDeserializer extends JsonEventDeserializer<Explanation> {

    public ExplanationDeserializer() {
        super(Explanation.class);
    }
}
