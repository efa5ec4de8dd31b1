package dev.ganglion.activation.server;

/** Too many texts wait already. The message is one sentence for whoever asked. */
final class BusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BusyException(String message) {
        super(message);
    }
}
