package dev.ganglion.llm.model;

import io.smallrye.mutiny.Uni;

/** Answers questions, each of them once: what was answered before is remembered, also by other processes. */
public interface LanguageModel {

    /**
     * Asks. Whatever may pass is waited for, for hours if need be: a busy or missing provider, a spent budget, another
     * process that is asking the same. Runs on the caller's Vert.x event loop, or on one of its own if the caller has
     * none; cancelling gives up what is in flight.
     *
     * @return the parsed answer; fails with {@link FormatFailureException} after the last attempt and with {@link
     *     RefusedException} for what the server will never answer
     */
    <T> Uni<T> ask(Question<T> question);
}
