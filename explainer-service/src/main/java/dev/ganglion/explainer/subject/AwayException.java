package dev.ganglion.explainer.subject;

import java.time.Duration;

/** A server that does not answer now. The message is one sentence. */
final class AwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration wish;
    private final boolean passes;

    /**
     * @param wish how long the server wants to be left alone; zero if it does not say
     * @param passes whether this passes for sure one day; else it is given up after a few tries
     */
    AwayException(String sentence, Duration wish, boolean passes) {
        super(sentence, null, false, false);
        this.wish = wish;
        this.passes = passes;
    }

    Duration wish() {
        return wish;
    }

    boolean passes() {
        return passes;
    }
}
