package dev.ganglion.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Waits for a child to answer, and says why if it does not. */
final class Readiness {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration POLL = Duration.ofMillis(100);

    private Readiness() {}

    /** Whether the child answers yet. */
    interface Question {
        boolean answered() throws InterruptedException;
    }

    static void await(ChildProcess child, Question question) {
        Instant end = Instant.now().plus(LIMIT);
        try {
            while (!question.answered()) {
                if (!child.isAlive()) {
                    throw new LocalException(child.title() + " did not start: " + reason(child));
                }
                if (Instant.now().isAfter(end)) {
                    child.close();
                    throw new LocalException(
                            child.title() + " did not answer within " + LIMIT.toSeconds() + " s: see " + child.log());
                }
                Thread.sleep(POLL.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            child.close();
            throw new LocalException("interrupted while " + child.title() + " was starting", e);
        }
    }

    private static String reason(ChildProcess child) {
        try {
            List<String> lines = new String(Files.readAllBytes(child.log()), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(ChildMain.REFUSED))
                    .toList();
            if (!lines.isEmpty()) {
                return lines.get(lines.size() - 1).substring(ChildMain.REFUSED.length());
            }
        } catch (IOException e) {
            return "it ended, and its log " + child.log() + " cannot be read";
        }
        return "it ended with code " + child.exitValue() + ", see " + child.log();
    }
}
