package dev.ganglion.activation.server;

/** A model that is not here. The message is one sentence for whoever asked. */
final class UnknownModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownModelException(String message) {
        super(message);
    }
}
