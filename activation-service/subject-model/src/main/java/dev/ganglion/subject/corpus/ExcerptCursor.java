package dev.ganglion.subject.corpus;

/** One reading of the excerpts, for one thread. */
public interface ExcerptCursor extends AutoCloseable {

    /**
     * The next excerpt, or null after the last.
     *
     * @throws CorpusException if the corpus turns out to be unusable
     */
    Excerpt next();

    /** What has been read so far: of the whole source, once {@link #next} has returned null. */
    CorpusCounts counts();

    @Override
    void close();
}
