package dev.ganglion.local;

import java.time.Duration;

/** Waits for a child to answer, and says why if it does not. */
final class Readiness {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration POLL = Duration.ofMillis(100);

    private Readiness() {}

    /** Whether the child answers yet. */
    interface Question {
        boolean answered() throws InterruptedException;
    }

    /**
     * Returns when the child answers. If it does not, it is stopped.
     *
     * @throws LocalException that says why, and where its log is
     */
    static void await(ChildProcess child, Question question) {
        long start = System.nanoTime();
        try {
            while (!question.answered()) {
                if (!child.isAlive()) {
                    throw new LocalException(reason(child));
                }
                if (System.nanoTime() - start > LIMIT.toNanos()) {
                    throw new LocalException("it did not answer within " + LIMIT.toSeconds() + " s");
                }
                Thread.sleep(POLL.toMillis());
            }
        } catch (LocalException e) {
            child.close();
            throw new LocalException(
                    child.title() + " did not start: " + e.getMessage() + " (its log: " + child.log() + ")", e);
        } catch (InterruptedException e) {
            child.close();
            Thread.currentThread().interrupt();
            throw new LocalException("interrupted while " + child.title() + " was starting", e);
        }
    }

    private static String reason(ChildProcess child) {
        return child.lineStarting(ChildMain.REFUSED).orElseGet(() -> "it ended with code " + child.exitValue());
    }
}
