package dev.ganglion.subject;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A model directory that cannot be used, or an input the model cannot take.
 *
 * <p>The message is one sentence for a user, and says what is wrong, where, and what would be right. It stands alone:
 * no stack trace is needed to understand it.
 */
public final class ModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST_QUOTE = 80;

    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }

    /** For a file that could not be opened or read. */
    public static ModelException unreadable(Path file, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return new ModelException(file + " does not exist.", cause);
        }
        String reason = cause instanceof AccessDeniedException ? "access denied" : cause.getMessage();
        return new ModelException(file + " cannot be read (" + reason + ").", cause);
    }

    /**
     * Text from an untrusted file, made fit to stand in a message: in quotation marks, on one line, without control
     * characters, and cut after {@value #LONGEST_QUOTE} characters.
     */
    public static String quote(String untrusted) {
        StringBuilder shown = new StringBuilder("\"");
        for (int i = 0; i < untrusted.length() && i < LONGEST_QUOTE; i++) {
            char c = untrusted.charAt(i);
            if (Character.isISOControl(c) || Character.isSurrogate(c) || Character.getType(c) == Character.FORMAT) {
                shown.append(String.format("\\u%04x", (int) c));
            } else {
                shown.append(c);
            }
        }
        return shown.append(untrusted.length() > LONGEST_QUOTE ? "…\"" : "\"").toString();
    }
}
