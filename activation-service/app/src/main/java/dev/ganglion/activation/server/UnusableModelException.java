package dev.ganglion.activation.server;

/** A model that the operator has named and that cannot be loaded. The message is one sentence. */
final class UnusableModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableModelException(String message) {
        super(message);
    }
}
