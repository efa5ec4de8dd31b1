package dev.ganglion.scorer.web;

/** A request that cannot be answered as it is. The message is one sentence for whoever asked. */
public final class InvalidRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidRequestException(String message) {
        super(message);
    }
}
