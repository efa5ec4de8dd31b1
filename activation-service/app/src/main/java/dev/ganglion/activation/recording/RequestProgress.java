package dev.ganglion.activation.recording;

import dev.ganglion.subject.collation.CollationProgress;
import java.util.Locale;

/** How far a request is. Written by the thread that does it, read by any. */
public final class RequestProgress {

    private final String id;
    private final String model;
    private volatile State state = new State("waiting", null, 0, 0, 0, 0, null);

    public RequestProgress(String id, String model) {
        this.id = id;
        this.model = model;
    }

    /**
     * @param state {@code waiting}, {@code running}, {@code done} or {@code refused}
     * @param phase what a running one does: {@code scan}, {@code record}, {@code complete}, {@code collate}
     * @param excerpts of the phase that are done
     * @param totalExcerpts of the phase; 0 while that is not known
     * @param neurons how many records there will be
     * @param published how many the broker has
     * @param problem why it was refused
     */
    public record State(
            String state,
            String phase,
            long excerpts,
            long totalExcerpts,
            long neurons,
            long published,
            String problem) {}

    public String id() {
        return id;
    }

    public String model() {
        return model;
    }

    public State state() {
        return state;
    }

    synchronized void started(long neurons) {
        state = new State("running", "scan", 0, 0, neurons, 0, null);
    }

    synchronized void at(CollationProgress.Phase phase, long done, long total) {
        State before = state;
        boolean excerpts = phase != CollationProgress.Phase.COLLATE;
        state = new State(
                before.state(),
                phase.name().toLowerCase(Locale.ROOT),
                excerpts ? done : before.excerpts(),
                excerpts ? Math.max(0, total) : before.totalExcerpts(),
                before.neurons(),
                before.published(),
                null);
    }

    /** One more record is safe. */
    public synchronized void published() {
        State before = state;
        state = new State(
                before.state(),
                before.phase(),
                before.excerpts(),
                before.totalExcerpts(),
                before.neurons(),
                before.published() + 1,
                null);
    }

    /** All records are safe. */
    public synchronized void done() {
        end("done", null);
    }

    /** It cannot be done, for this reason. */
    public synchronized void refused(String problem) {
        end("refused", problem);
    }

    private void end(String how, String problem) {
        State before = state;
        state = new State(
                how, null, before.excerpts(), before.totalExcerpts(), before.neurons(), before.published(), problem);
    }
}
