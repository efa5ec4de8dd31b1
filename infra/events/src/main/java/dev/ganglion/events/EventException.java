package dev.ganglion.events;

/** Bytes that are not the event they should be, or an event that must not be sent. The message is one sentence. */
public final class EventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EventException(String message) {
        super(message);
    }
}
