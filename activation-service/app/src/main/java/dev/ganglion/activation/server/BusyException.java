package dev.ganglion.activation.server;

/** More texts wait than the server wants to hold. */
final class BusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BusyException(String message) {
        super(message);
    }
}
