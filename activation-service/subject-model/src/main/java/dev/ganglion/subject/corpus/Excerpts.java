package dev.ganglion.subject.corpus;

import java.io.IOException;
import java.util.Arrays;

/**
 * The excerpts of a corpus: each document's tokens cut, from its first, into runs of exactly so many tokens. What is
 * left over at a document's end is in no excerpt, and neither is a document that is shorter than one; both are counted.
 * Where the model wants a token at the beginning of every text, it is the first of every excerpt, and one less is cut.
 *
 * <p>Excerpts with the same fingerprint are near-identical: they differ only in upper and lower case, in which digits a
 * number has, and in what is neither letter nor digit. This is an equivalence relation on purpose. A measure of overlap
 * would find more copies, but "similar to" is not transitive: what is kept would hang on the order of arrival, and would
 * need every excerpt to be held. So it needs eight bytes for an excerpt, and parts of a corpus can be worked on apart.
 */
public final class Excerpts implements ExcerptSource {

    private final Corpus corpus;
    private final TextEncoder encoder;
    private final int excerptTokens;
    /** Tokens of the document in each excerpt. */
    private final int cutTokens;

    /**
     * @param encoder used by one thread per reading
     * @param excerptTokens tokens in each excerpt, at least 1, and one more if each begins with the same
     */
    public Excerpts(Corpus corpus, TextEncoder encoder, int excerptTokens) {
        int fixed = encoder.beginOfText().isPresent() ? 1 : 0;
        if (excerptTokens < 1 + fixed) {
            throw new IllegalArgumentException(
                    "an excerpt has at least " + (1 + fixed) + " tokens, not " + excerptTokens);
        }
        this.corpus = corpus;
        this.encoder = encoder;
        this.excerptTokens = excerptTokens;
        this.cutTokens = excerptTokens - fixed;
    }

    /**
     * Starts reading. The cursor's {@link ExcerptCursor#next} throws a {@link CorpusException} at what is malformed, and
     * at the end of a corpus that has no excerpt.
     */
    @Override
    public ExcerptCursor open() {
        return new Cursor(corpus.documents());
    }

    private final class Cursor implements ExcerptCursor {

        private final DocumentReader reader;
        private final Fingerprint fingerprint = new Fingerprint(encoder);
        private boolean inDocument;
        /** A piece of this document has been encoded. */
        private boolean begun;
        /** Tokens of this document not yet given out: from {@code at} on. */
        private int[] tokens = {};

        private int at;
        private long documentTokens;
        private int excerptOrdinal;
        private long documents;
        private long excerpts;
        private long totalTokens;
        private long shortDocuments;
        private long longestDocument;

        Cursor(DocumentReader reader) {
            this.reader = reader;
        }

        @Override
        public Excerpt next() {
            try {
                while (tokens.length - at < cutTokens) {
                    if (!readOn()) {
                        return end();
                    }
                }
            } catch (IOException e) {
                throw CorpusException.unreadable(corpus.file(), e);
            }
            int[] cut = new int[excerptTokens];
            encoder.beginOfText().ifPresent(token -> cut[0] = token);
            System.arraycopy(tokens, at, cut, excerptTokens - cutTokens, cutTokens);
            at += cutTokens;
            excerpts++;
            ExcerptId id = new ExcerptId(Math.toIntExact(documents - 1), excerptOrdinal++);
            return new Excerpt(id, cut, fingerprint.of(cut));
        }

        /** Reads another piece, or goes to the next document; false after the last. */
        private boolean readOn() throws IOException {
            String piece = inDocument ? reader.nextPiece() : null;
            if (piece != null) {
                append(begun ? encoder.encodeNext(piece) : encoder.encode(piece));
                begun = true;
                return true;
            }
            endDocument();
            inDocument = reader.nextDocument();
            documents += inDocument ? 1 : 0;
            return inDocument;
        }

        private void append(int[] more) {
            int left = tokens.length - at;
            int[] joined = Arrays.copyOfRange(tokens, at, at + left + more.length);
            System.arraycopy(more, 0, joined, left, more.length);
            tokens = joined;
            at = 0;
            documentTokens += more.length;
            totalTokens += more.length;
        }

        private void endDocument() {
            if (inDocument) {
                shortDocuments += documentTokens < cutTokens ? 1 : 0;
                longestDocument = Math.max(longestDocument, documentTokens);
            }
            tokens = new int[0];
            at = 0;
            documentTokens = 0;
            excerptOrdinal = 0;
            begun = false;
        }

        private Excerpt end() {
            corpus.checkUnchanged();
            if (documents == 0) {
                throw Corpus.empty(corpus.file());
            }
            if (excerpts == 0) {
                throw new CorpusException("No document of the corpus " + corpus.file() + " is as long as an excerpt of "
                        + cutTokens + " tokens (the longest has " + longestDocument
                        + "); give it longer documents, or make excerpts shorter.");
            }
            return null;
        }

        @Override
        public CorpusCounts counts() {
            long skipped = totalTokens - excerpts * cutTokens;
            return new CorpusCounts(documents, excerpts, totalTokens, skipped, shortDocuments);
        }

        @Override
        public void close() {
            try {
                reader.close();
            } catch (IOException e) {
                throw CorpusException.unreadable(corpus.file(), e);
            }
        }
    }
}
