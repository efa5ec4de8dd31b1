package dev.ganglion.explainer.subject;

/** A model or neuron that the activation server does not have. The message is one sentence. */
public final class UnknownSubjectException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownSubjectException(String reason) {
        super(reason, null, false, false);
    }
}
