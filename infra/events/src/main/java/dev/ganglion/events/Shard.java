package dev.ganglion.events;

/**
 * One part of a corpus that is divided among workers.
 *
 * @param index from 0
 * @param of how many there are
 */
public record Shard(int index, int of) {

    /** The corpus undivided. */
    public static final Shard WHOLE = new Shard(0, 1);

    public Shard {
        Required.that(of > 0 && index >= 0 && index < of, "shard " + index + " of " + of + " does not exist");
    }
}
