package dev.ganglion.subject.corpus;

/**
 * That not all of a corpus is taken, but so many of its excerpts.
 *
 * @param excerpts how many, at least 1
 * @param seed other seeds, other excerpts
 */
public record CorpusSample(int excerpts, long seed) {

    public CorpusSample {
        if (excerpts < 1) {
            throw new IllegalArgumentException("a sample has at least 1 excerpt, not " + excerpts);
        }
    }

    /** Bytes of heap that it takes. */
    public long bytes(int excerptTokens) {
        return SampledExcerpts.bytes(excerpts, excerptTokens);
    }

    /** As it stands in digests. */
    String canonical() {
        return "excerpts=" + excerpts + " seed=" + seed;
    }

    /** For people. */
    @Override
    public String toString() {
        return "sample of " + excerpts + ", seed " + seed;
    }
}
