package dev.ganglion.replay.topic;

/** Something that a replay needs does not answer; its message is one sentence, and later the same command may work. */
public final class UnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnavailableException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
