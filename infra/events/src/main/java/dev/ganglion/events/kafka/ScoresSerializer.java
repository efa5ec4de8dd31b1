package dev.ganglion.events.kafka;

import dev.ganglion.events.Scores;

/** Writes {@link Scores}. */
public final class ScoresSerializer extends JsonEventSerializer<Scores> {

    public ScoresSerializer() {
        super(Scores.class);
    }
}
