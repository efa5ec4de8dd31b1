package dev.ganglion.events.kafka;

import dev.ganglion.events.Scores;

/** Reads {@link Scores}. */
public final class ScoresDeserializer extends JsonEventDeserializer<Scores> {

    public ScoresDeserializer() {
        super(Scores.class);
    }
}
