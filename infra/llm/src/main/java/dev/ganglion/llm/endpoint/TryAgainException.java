package dev.ganglion.llm.endpoint;

import java.time.Duration;

/** A call that failed for a reason that may pass. The message is one sentence without secrets. */
public final class TryAgainException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration after;
    private final boolean perhapsBilled;

    /**
     * @param after to wait before the next try: the server's own wish, or a backoff
     * @param perhapsBilled whether the server may have done the work, and bill it, without our having the answer
     */
    public TryAgainException(String sentence, Duration after, boolean perhapsBilled) {
        super(sentence, null, false, false);
        this.after = after;
        this.perhapsBilled = perhapsBilled;
    }

    public Duration after() {
        return after;
    }

    public boolean perhapsBilled() {
        return perhapsBilled;
    }
}
