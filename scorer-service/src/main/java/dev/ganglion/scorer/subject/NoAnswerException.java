package dev.ganglion.scorer.subject;

/** The activation server has no activations for a sentence. The message is a sentence or two for whoever asked. */
public final class NoAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoAnswerException(String message) {
        super(message);
    }
}
