package dev.ganglion.activation.recording;

import dev.ganglion.activation.RequestException;
import dev.ganglion.subject.collation.CollationMemory;
import dev.ganglion.subject.corpus.Corpus;
import dev.ganglion.subject.corpus.CorpusSample;
import dev.ganglion.subject.corpus.ExcerptSource;
import dev.ganglion.subject.corpus.Excerpts;
import dev.ganglion.subject.corpus.SampledExcerpts;
import dev.ganglion.subject.corpus.TextEncoder;

/**
 * The excerpts that a request is for: all of the corpus, or a sample if it asks for one.
 *
 * @param memoryLeft for collations, beside the sample
 */
record RequestedExcerpts(ExcerptSource source, CollationMemory memoryLeft) {

    private static final int MEGABYTE = 1 << 20;
    /** Of the memory for collations: most of it is the collations'. */
    private static final int PART = 4;

    /**
     * Cuts the corpus. A sample is drawn now, which reads the whole corpus once; after that the corpus is not read again.
     *
     * @throws RequestException if the sample takes too much of the memory
     * @throws dev.ganglion.subject.corpus.CorpusException if the corpus cannot be used
     */
    static RequestedExcerpts of(
            Corpus corpus, TextEncoder encoder, int excerptTokens, CollationMemory memory, RecordingWatch watch)
            throws InterruptedException {
        Excerpts all = new Excerpts(corpus, encoder, excerptTokens);
        if (corpus.sample().isEmpty()) {
            return new RequestedExcerpts(all, memory);
        }
        CorpusSample sample = corpus.sample().get();
        long most = memory.bytes() / PART;
        long taken = sample.bytes(excerptTokens);
        if (taken > most) {
            throw new RequestException("A sample of " + sample.excerpts() + " excerpts takes " + (taken / MEGABYTE + 1)
                    + " MB of heap, and there are " + most / MEGABYTE
                    + " for it; ask for fewer, or start the service with a larger -Xmx, eight times what is needed.");
        }
        SampledExcerpts drawn = SampledExcerpts.draw(all, sample, read -> {
            if (Thread.interrupted()) {
                throw new InterruptedException("the drawing of the sample was interrupted");
            }
            watch.at(RecordingPhase.SCANNING, read, -1);
        });
        long left = memory.bytes() - taken;
        return new RequestedExcerpts(drawn, new CollationMemory(left, Math.min(left, memory.tokenTableBytes())));
    }
}
