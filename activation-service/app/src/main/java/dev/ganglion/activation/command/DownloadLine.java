package dev.ganglion.activation.command;

import dev.ganglion.subject.hub.DownloadProgress;
import dev.ganglion.subject.hub.HubWatch;
import java.io.PrintWriter;

/** Shows a download to who waits for it: on a terminal one line that moves, elsewhere a line every few seconds. */
final class DownloadLine implements HubWatch {

    private static final long TERMINAL_EVERY = 200_000_000L; // ns
    private static final long FILE_EVERY = 10_000_000_000L;
    private static final int WIDTH = 100;

    private final PrintWriter err;
    private final boolean terminal;
    private long saidAt;
    private boolean moving;

    DownloadLine(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public void at(DownloadProgress progress) {
        long now = System.nanoTime();
        boolean last = progress.done() == progress.total();
        if (!last && saidAt != 0 && now - saidAt < (terminal ? TERMINAL_EVERY : FILE_EVERY)) {
            return;
        }
        saidAt = now;
        if (terminal) {
            err.printf("\r%-" + WIDTH + "s", progress.text());
            moving = true;
            if (last) {
                end();
            }
        } else {
            err.println("ganglion: " + progress.text());
        }
        err.flush();
    }

    @Override
    public void note(String sentence) {
        end();
        err.println("ganglion: " + sentence);
        err.flush();
    }

    /** Leaves the line that moves as it is. */
    void end() {
        if (moving) {
            err.println();
            moving = false;
        }
    }
}
