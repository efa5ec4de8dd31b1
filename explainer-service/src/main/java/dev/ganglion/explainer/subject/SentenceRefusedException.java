package dev.ganglion.explainer.subject;

/** A sentence that the subject model cannot take: it is too long for it. The message is one sentence. */
public final class SentenceRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SentenceRefusedException(String reason) {
        super(reason, null, false, false);
    }
}
