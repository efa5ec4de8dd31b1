package dev.ganglion.local;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Why something cannot run on this machine: one sentence that says what to do. */
public final class LocalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LocalException(String message) {
        super(message);
    }

    public LocalException(String message, Throwable cause) {
        super(message, cause);
    }

    static LocalException unwritable(String what, Path path, IOException e) {
        return new LocalException(
                what + " " + path + " cannot be written (" + reason(e)
                        + "): choose another place, or make this one writable",
                e);
    }

    /** Java's own messages for these are bare paths. */
    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "user " + System.getProperty("user.name") + " may not";
        }
        if (e instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
