package dev.ganglion.llm.endpoint;

/** No whole answer. The message is one sentence without secrets. */
public final class TransportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What happened. */
    public enum Kind {
        /** No connection: the server was not asked. */
        UNREACHABLE,
        /** It is not trusted, or speaks no TLS. */
        UNTRUSTED,
        /** It was asked, and took too long. */
        TIMEOUT,
        /** It was asked, and the connection ended before the answer did. */
        CUT,
        /** Its answer is larger than allowed. */
        TOO_LARGE
    }

    private final Kind kind;

    public TransportException(Kind kind, String sentence) {
        super(sentence, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
