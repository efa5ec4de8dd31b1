package dev.ganglion.interchange;

/** A file that is not what its layout says, or of which no record can be made. The message is one sentence. */
public final class InterchangeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InterchangeException(String sentence) {
        super(sentence);
    }
}
