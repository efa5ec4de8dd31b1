package dev.ganglion.interchange.source;

/**
 * Files that cannot be had at all: a server that does not answer, a disk that cannot be read. It is not about one file, so whoever
 * reads many stops. The message is one sentence.
 */
public final class SourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SourceException(String sentence) {
        super(sentence);
    }
}
