package dev.ganglion.subject.corpus;

import java.io.Closeable;
import java.io.IOException;

/** The documents of a corpus, one after another, each in pieces of bounded length. For one thread. */
interface DocumentReader extends Closeable {

    /** Goes to the next document, leaving out what is unread of this one; false after the last. */
    boolean nextDocument() throws IOException;

    /** The next piece of this document's text, not empty, or null at its end. */
    String nextPiece() throws IOException;
}
