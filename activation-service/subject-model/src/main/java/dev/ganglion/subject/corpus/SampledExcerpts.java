package dev.ganglion.subject.corpus;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Some of a source's excerpts, drawn at random: those with the lowest hashes of the seed and where they stand. So every
 * excerpt is as likely as any other, copies among them, and statistics over the sample estimate those of the whole; which
 * ones are drawn depends on nothing but the source, the size and the seed. They keep their ids and their order.
 *
 * <p>The source is read once, however large it is. The sample is held, see {@link #bytes}, and read as often as anybody
 * wants. Immutable.
 */
public final class SampledExcerpts implements ExcerptSource {

    private static final String PURPOSE = "corpus sample";
    private static final int REPORTED_EVERY = 1024;
    /** Of an excerpt in the sample, beside its tokens: itself, its id, its array's head, its place in the tree. */
    private static final long OVERHEAD = 160;

    private final List<Excerpt> excerpts;
    private final CorpusCounts counts;

    private SampledExcerpts(List<Excerpt> excerpts, CorpusCounts counts) {
        this.excerpts = excerpts;
        this.counts = counts;
    }

    /** Is told how far the drawing is, on its thread. */
    @FunctionalInterface
    public interface Progress {

        /**
         * @param read excerpts of the source read so far
         * @throws InterruptedException to end it
         */
        void at(long read) throws InterruptedException;
    }

    /** Bytes of heap that so many excerpts take. */
    static long bytes(long excerpts, int excerptTokens) {
        return Math.multiplyExact(excerpts, Integer.BYTES * (long) excerptTokens + OVERHEAD);
    }

    /**
     * Reads the source and draws.
     *
     * @param wanted if the source has no more excerpts, it is all of them
     * @throws CorpusException if the source is unusable
     */
    public static SampledExcerpts draw(ExcerptSource source, CorpusSample wanted, Progress progress)
            throws InterruptedException {
        TreeMap<Long, Excerpt> lowest = new TreeMap<>(Long::compareUnsigned);
        try (ExcerptCursor cursor = source.open()) {
            long read = 0;
            for (Excerpt excerpt = cursor.next(); excerpt != null; excerpt = cursor.next()) {
                long hash = StableHash.of(wanted.seed(), PURPOSE, place(excerpt.id()));
                if (lowest.size() < wanted.excerpts() || Long.compareUnsigned(hash, lowest.lastKey()) < 0) {
                    // Places differ, and then hashes do.
                    lowest.put(hash, excerpt);
                }
                if (lowest.size() > wanted.excerpts()) {
                    lowest.pollLastEntry();
                }
                if (++read % REPORTED_EVERY == 0) {
                    progress.at(read);
                }
            }
            progress.at(read);
            List<Excerpt> drawn = lowest.values().stream()
                    .sorted(Comparator.comparing(Excerpt::id))
                    .toList();
            return new SampledExcerpts(drawn, cursor.counts());
        }
    }

    private static long place(ExcerptId id) {
        return (long) id.document() << Integer.SIZE | id.excerpt();
    }

    /** How many were drawn. */
    public int size() {
        return excerpts.size();
    }

    /** What was read to draw them. */
    public CorpusCounts corpus() {
        return counts;
    }

    @Override
    public ExcerptCursor open() {
        return new Cursor();
    }

    private final class Cursor implements ExcerptCursor {

        private int next;

        @Override
        public Excerpt next() {
            return next < excerpts.size() ? excerpts.get(next++) : null;
        }

        /** Of the excerpts given out; of the source there is the rest, see {@link #corpus}. */
        @Override
        public CorpusCounts counts() {
            long tokens =
                    excerpts.stream().limit(next).mapToLong(Excerpt::length).sum();
            long documents = excerpts.stream()
                    .limit(next)
                    .map(excerpt -> excerpt.id().document())
                    .distinct()
                    .count();
            return new CorpusCounts(documents, next, tokens, 0, 0);
        }

        @Override
        public void close() {
            // There is nothing to give back.
        }
    }
}
