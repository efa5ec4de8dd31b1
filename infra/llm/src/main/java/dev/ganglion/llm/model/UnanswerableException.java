package dev.ganglion.llm.model;

/** A question that gets no answer, however often it is asked again. The message is one sentence. */
public abstract sealed class UnanswerableException extends RuntimeException
        permits FormatFailureException, RefusedException {

    private static final long serialVersionUID = 1L;

    UnanswerableException(String sentence) {
        // Expected, and many: no stack trace is worth its time.
        super(sentence, null, false, false);
    }
}
