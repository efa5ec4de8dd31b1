package dev.ganglion.activation.stage;

import dev.ganglion.activation.recording.RecordingPhase;
import dev.ganglion.activation.recording.RecordingWatch;
import dev.ganglion.activation.recording.RequestProgress;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Says in the log what each phase of a request did and how fast, and counts as it goes. For the recording's thread. */
final class PhaseLog implements RecordingWatch {

    private static final Logger LOG = Logger.getLogger(PhaseLog.class);
    private static final long DOWNLOAD_SAID_EVERY = 10_000_000_000L; // ns

    private final RequestProgress progress;
    private final String model;
    private final RequestMeters meters;
    private int excerptTokens;
    private long downloadSaidAt;
    private RecordingPhase phase;
    private long startedAt;
    private long doneBefore;
    private long done;
    private long recorded;

    PhaseLog(RequestProgress progress, String model, RequestMeters meters) {
        this.progress = progress;
        this.model = model;
        this.meters = meters;
    }

    @Override
    public void downloading(String text) {
        progress.downloading(text);
        long now = System.nanoTime();
        if (downloadSaidAt == 0 || now - downloadSaidAt > DOWNLOAD_SAID_EVERY) {
            downloadSaidAt = now;
            say("%s: downloading: %s", model, text);
        }
    }

    @Override
    public void note(String sentence) {
        progress.note(sentence);
        say("%s", sentence);
    }

    @Override
    public void started(long neurons, int excerptTokens) {
        this.excerptTokens = excerptTokens;
        progress.started(neurons, excerptTokens);
        enter(RecordingPhase.SCANNING, 0);
    }

    @Override
    public void at(RecordingPhase now, long nowDone, long total) {
        progress.at(now, nowDone, total);
        if (now != phase) {
            leave();
            enter(now, now == RecordingPhase.RECORDING ? recorded : 0);
        }
        done = nowDone;
        if (now == RecordingPhase.RECORDING) {
            meters.recorded(nowDone - recorded, (nowDone - recorded) * excerptTokens);
            recorded = nowDone;
        }
    }

    /** The last phase is over. */
    void ended() {
        leave();
        phase = null;
    }

    private void enter(RecordingPhase next, long before) {
        phase = next;
        startedAt = System.nanoTime();
        doneBefore = before;
        done = before;
    }

    private void leave() {
        double seconds = Math.max(1, System.nanoTime() - startedAt) / 1e9;
        long count = done - doneBefore;
        if (count == 0) {
            return;
        }
        if (phase == RecordingPhase.SUMMARIZING) {
            say("%s: %s: what the weights say, %,d products of matrices in %.1f s", model, phase, count, seconds);
        } else if (phase == RecordingPhase.PUBLISHING) {
            say("%s: %s: %,d neurons in %.1f s, %,.0f a second", model, phase, count, seconds, count / seconds);
        } else {
            say(
                    "%s: %s: %,d excerpts in %.1f s, %,.0f tokens a second",
                    model, phase, count, seconds, count * excerptTokens / seconds);
        }
    }

    private static void say(String format, Object... values) {
        LOG.info(String.format(Locale.ROOT, format, values));
    }
}
