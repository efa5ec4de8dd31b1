package dev.ganglion.subject.hub;

import java.io.IOException;
import java.time.Duration;

/** What may pass: nobody answers, too many ask, a connection was cut. The message says what happened, in a few words. */
final class HubUnavailable extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Duration retryAfter;
    private final boolean doubtful;

    private HubUnavailable(String message, Duration retryAfter, boolean doubtful, Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
        this.doubtful = doubtful;
    }

    /** @param retryAfter how long the server wants to be left alone; null if it does not say */
    static HubUnavailable now(String message, Duration retryAfter) {
        return new HubUnavailable(message, retryAfter, false, null);
    }

    static HubUnavailable because(String message, Throwable cause) {
        return new HubUnavailable(message, null, false, cause);
    }

    /** It may pass, and as well may not: not to be tried for ever. */
    static HubUnavailable perhaps(String message) {
        return new HubUnavailable(message, null, true, null);
    }

    Duration retryAfter() {
        return retryAfter;
    }

    boolean isDoubtful() {
        return doubtful;
    }
}
