package dev.ganglion.demo;

/** What the user gave cannot be used. The message is one sentence for them: what, where, and what to do. */
final class UnusableInput extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableInput(String message) {
        super(message);
    }
}
