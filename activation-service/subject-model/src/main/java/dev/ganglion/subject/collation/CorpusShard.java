package dev.ganglion.subject.collation;

/**
 * One part of a corpus that is divided among workers: a range of its excerpts, in the order in which they stand there. All
 * shards together are the corpus, and none overlaps another. The first also runs the excerpts that are drawn from the
 * whole corpus, wherever they lie: the ranks of a sample can be known to one worker only.
 *
 * @param index from 0
 * @param of how many there are
 */
public record CorpusShard(int index, int of) {

    /** The corpus undivided. */
    public static final CorpusShard WHOLE = new CorpusShard(0, 1);

    public CorpusShard {
        if (of < 1 || index < 0 || index >= of) {
            throw new IllegalArgumentException("there is no shard " + index + " of " + of);
        }
    }

    boolean isWhole() {
        return of == 1;
    }

    /** Whether its worker runs the sample and the random candidates. */
    boolean runsDrawn() {
        return index == 0;
    }

    /** The ordinal of its first excerpt among those of the corpus. */
    long from(long excerpts) {
        return bound(index, excerpts);
    }

    /** The ordinal after its last excerpt; where there are fewer excerpts than shards, some have none. */
    long to(long excerpts) {
        return bound(index + 1, excerpts);
    }

    /** Floor of excerpts × shard / of, without the product's overflow. */
    private long bound(int shard, long excerpts) {
        return excerpts / of * shard + excerpts % of * shard / of;
    }
}
