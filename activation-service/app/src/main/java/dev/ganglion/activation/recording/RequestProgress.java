package dev.ganglion.activation.recording;

import dev.ganglion.events.Shard;
import java.util.Locale;

/** How far a request is. Written by the thread that does it and those that hear from the broker, read by any. */
public final class RequestProgress implements RecordingWatch {

    private final String id;
    private final String model;
    private final Shard shard;
    private State state = State.WAITING;
    private RecordingPhase phase;
    private long excerpts;
    private long totalExcerpts;
    private long neurons;
    private long published;
    private String problem;

    /** @param shard which part of the corpus */
    public RequestProgress(String id, String model, Shard shard) {
        this.id = id;
        this.model = model;
        this.shard = shard;
    }

    /** What has become of a request. */
    public enum State {
        /** For its turn, or for its model. */
        WAITING,
        RUNNING,
        /** The broker has every record. */
        DONE,
        /** It cannot be done. */
        REFUSED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How far it was at one moment.
     *
     * @param phase null if it is not running
     * @param excerpts excerpts counted while it scans, then those that ran through the model
     * @param totalExcerpts how many will; 0 while that is not known
     * @param neurons how many records there will be
     * @param published how many of them the broker has; of a shard, what it contributes to so many
     * @param problem why it was refused; null if it was not
     */
    public record Snapshot(
            String id,
            String model,
            Shard shard,
            State state,
            RecordingPhase phase,
            long excerpts,
            long totalExcerpts,
            long neurons,
            long published,
            String problem) {}

    public synchronized Snapshot now() {
        return new Snapshot(id, model, shard, state, phase, excerpts, totalExcerpts, neurons, published, problem);
    }

    @Override
    public synchronized void started(long neurons, int excerptTokens) {
        this.state = State.RUNNING;
        this.phase = RecordingPhase.SCANNING;
        this.neurons = neurons;
    }

    @Override
    public synchronized void at(RecordingPhase phase, long done, long total) {
        this.phase = phase;
        if (phase == RecordingPhase.RECORDING || (phase == RecordingPhase.SCANNING && totalExcerpts == 0)) {
            excerpts = done;
            totalExcerpts = Math.max(0, phase == RecordingPhase.RECORDING ? total : 0);
        }
    }

    /** The broker has one more record. */
    public synchronized void published() {
        published++;
    }

    /** The broker has all. */
    public synchronized void done() {
        state = State.DONE;
        phase = null;
    }

    /** It cannot be done, for this reason. */
    public synchronized void refused(String reason) {
        state = State.REFUSED;
        phase = null;
        problem = reason;
    }
}
