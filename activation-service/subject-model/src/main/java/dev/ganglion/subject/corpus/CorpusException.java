package dev.ganglion.subject.corpus;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A corpus that cannot be used. The message is one sentence for a user: what is wrong, where, and what to do. It quotes
 * nothing of the corpus, so it is safe to print.
 */
public final class CorpusException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CorpusException(String message) {
        super(message);
    }

    private CorpusException(String message, Throwable cause) {
        super(message, cause);
    }

    static CorpusException unreadable(Path file, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return new CorpusException("The corpus " + file + " does not exist.", cause);
        }
        String reason = cause instanceof AccessDeniedException ? "access denied" : cause.getMessage();
        return new CorpusException("The corpus " + file + " cannot be read (" + reason + ").", cause);
    }

    static CorpusException atLine(Path file, long line, String problem) {
        return new CorpusException("The corpus " + file + ", line " + line + ": " + problem);
    }
}
