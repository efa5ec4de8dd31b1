package dev.ganglion.activation.recording;

import dev.ganglion.activation.RequestException;
import dev.ganglion.subject.corpus.Corpus;
import dev.ganglion.subject.corpus.CorpusSample;
import dev.ganglion.subject.corpus.ExcerptSource;
import dev.ganglion.subject.corpus.Excerpts;
import dev.ganglion.subject.corpus.SampledExcerpts;
import dev.ganglion.subject.corpus.TextEncoder;

/** Cuts a corpus into the excerpts that a request is for, and draws from them if it asks for a sample. */
final class RequestedExcerpts {

    private static final int MEGABYTE = 1 << 20;
    /** Of the memory for collations: most of it is the collations'. */
    private static final int PART = 4;

    private RequestedExcerpts() {}

    /**
     * The excerpts. A sample is drawn now, which reads the whole corpus once; after that the corpus is not read again.
     *
     * @param bytes of heap for all collations
     * @throws RequestException if the sample takes too much of them
     * @throws dev.ganglion.subject.corpus.CorpusException if the corpus cannot be used
     */
    static ExcerptSource of(Corpus corpus, TextEncoder encoder, int excerptTokens, long bytes, RecordingWatch watch)
            throws InterruptedException {
        Excerpts all = new Excerpts(corpus, encoder, excerptTokens);
        if (corpus.sample().isEmpty()) {
            return all;
        }
        CorpusSample sample = corpus.sample().get();
        if (sample.bytes(excerptTokens) > bytes / PART) {
            throw new RequestException("A sample of " + sample.excerpts() + " excerpts takes "
                    + (sample.bytes(excerptTokens) / MEGABYTE + 1) + " MB of heap, and there are "
                    + bytes / PART / MEGABYTE
                    + " for it; ask for fewer, or start the service with a larger -Xmx, eight times what is needed.");
        }
        return SampledExcerpts.draw(all, sample, read -> {
            if (Thread.interrupted()) {
                throw new InterruptedException("the drawing of the sample was interrupted");
            }
            watch.at(RecordingPhase.SCANNING, read, -1);
        });
    }
}
