package dev.ganglion.llm.endpoint;

import java.time.Duration;

/**
 * A call that brought no answer.
 *
 * @param sentence for people, without secrets
 * @param wanted how long the server wants to be left alone; null if it does not say
 * @param perhapsBilled whether the server may have done the work
 */
record Failure(Kind kind, String sentence, Duration wanted, boolean perhapsBilled) {

    /** What follows from it. */
    enum Kind {
        /** This request will never be answered. */
        REFUSED("refused"),
        /** The server does not want this request, or perhaps none at all: see {@link Refusals}. */
        UNWANTED("refused"),
        /** The server has too much to do, or we ask too often: fewer calls, later. */
        BUSY("rate_limited"),
        /** The server is not there, or not well: the same call again, later. */
        DOWN("failed"),
        /** There was an answer, and it cannot be read: again, but not for ever. */
        UNREADABLE("unreadable"),
        /** Nothing will be answered before a person changes something. */
        DEPLOYMENT("deployment");

        private final String outcome;

        Kind(String outcome) {
            this.outcome = outcome;
        }

        /** In metrics. */
        String outcome() {
            return outcome;
        }
    }

    static Failure refused(String sentence) {
        return new Failure(Kind.REFUSED, sentence, null, false);
    }

    static Failure unwanted(String sentence) {
        return new Failure(Kind.UNWANTED, sentence, null, false);
    }

    static Failure deployment(String sentence) {
        return new Failure(Kind.DEPLOYMENT, sentence, null, false);
    }

    static Failure unreadable(String sentence) {
        return new Failure(Kind.UNREADABLE, sentence, null, true);
    }

    static Failure down(String sentence, Duration wanted, boolean perhapsBilled) {
        return new Failure(Kind.DOWN, sentence, wanted, perhapsBilled);
    }
}
