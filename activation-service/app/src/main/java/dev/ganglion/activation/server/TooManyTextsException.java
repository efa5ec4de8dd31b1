package dev.ganglion.activation.server;

/** A client has sent more texts than it may. The message is one sentence for whoever asked. */
final class TooManyTextsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long seconds;

    /** @param seconds until it may send another */
    TooManyTextsException(long seconds) {
        super("You have sent more texts than the " + TextRate.SETTING + " of this server; try again in " + seconds
                + (seconds == 1 ? " second." : " seconds."));
        this.seconds = seconds;
    }

    long seconds() {
        return seconds;
    }
}
