package dev.ganglion.scorer.web;

/** A request that is not answered for whoever makes it. The message is one sentence. */
public final class ForbiddenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ForbiddenException(String message) {
        super(message);
    }
}
