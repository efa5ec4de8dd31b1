package dev.ganglion.activation.recording;

/** A request that cannot be done. The message is one sentence that says what to do. */
public final class RequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RequestException(String message) {
        super(message);
    }
}
