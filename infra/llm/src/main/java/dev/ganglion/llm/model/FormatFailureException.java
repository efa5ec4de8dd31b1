package dev.ganglion.llm.model;

/** An answer that is not in the format that was asked for. It says nothing of the neuron: it is a failure, not a zero. */
public final class FormatFailureException extends UnanswerableException {

    private static final long serialVersionUID = 1L;

    /** @param reason one sentence, with no more than a short excerpt of the answer */
    public FormatFailureException(String reason) {
        super(reason);
    }
}
