package dev.ganglion.events;

/**
 * That not all excerpts of a corpus are taken.
 *
 * @param excerpts how many are, drawn at random
 * @param seed of the drawing
 */
public record CorpusSample(int excerpts, long seed) {

    public CorpusSample {
        Required.that(excerpts >= 1, "a sample has at least 1 excerpt");
    }
}
