package dev.ganglion.llm.model;

/** A request that the server will never answer: malformed for it, too long, or content that it refuses. */
public final class RefusedException extends UnanswerableException {

    private static final long serialVersionUID = 1L;

    /** @param reason one sentence */
    public RefusedException(String reason) {
        super(reason);
    }
}
