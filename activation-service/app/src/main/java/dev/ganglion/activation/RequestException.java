package dev.ganglion.activation;

/** Something was asked for that cannot be done. The message is one sentence for whoever asked, and says what to do. */
public final class RequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RequestException(String message) {
        super(message);
    }
}
