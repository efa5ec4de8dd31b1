package dev.ganglion.scorer.web;

/** Something that is not there. The message is one sentence for whoever asked. */
public final class NotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotFoundException(String message) {
        super(message);
    }
}
