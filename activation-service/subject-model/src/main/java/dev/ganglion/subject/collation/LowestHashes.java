package dev.ganglion.subject.collation;

import dev.ganglion.subject.corpus.Excerpt;
import dev.ganglion.subject.corpus.StableHash;
import java.util.List;
import java.util.TreeMap;

/**
 * The excerpts with the lowest hashes of all that were added, whatever the order. Of near-identical ones the one with the
 * lowest id stands for all: it has their hash, for different fingerprints have different hashes.
 */
final class LowestHashes {

    private final int limit;
    private final long seed;
    private final String purpose;
    private final TreeMap<Long, Excerpt> byHash = new TreeMap<>(Long::compareUnsigned);

    LowestHashes(int limit, long seed, String purpose) {
        this.limit = limit;
        this.seed = seed;
        this.purpose = purpose;
    }

    void add(Excerpt excerpt) {
        long hash = StableHash.of(seed, purpose, excerpt.fingerprint());
        if (byHash.size() == limit && (limit == 0 || Long.compareUnsigned(hash, byHash.lastKey()) > 0)) {
            return;
        }
        byHash.merge(hash, excerpt, (one, other) -> one.id().compareTo(other.id()) <= 0 ? one : other);
        if (byHash.size() > limit) {
            byHash.pollLastEntry();
        }
    }

    /** In the order of their hashes. */
    List<Excerpt> excerpts() {
        return List.copyOf(byHash.values());
    }
}
