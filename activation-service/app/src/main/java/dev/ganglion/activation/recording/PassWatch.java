package dev.ganglion.activation.recording;

import dev.ganglion.subject.collation.CollationProgress;

/** Tells of a collation as a part of the recording. For the recording's thread. */
final class PassWatch implements CollationProgress {

    private final RecordingWatch watch;

    PassWatch(RecordingWatch watch) {
        this.watch = watch;
    }

    @Override
    public void at(Phase phase, long done, long total) {
        switch (phase) {
            case SCAN -> watch.at(RecordingPhase.SCANNING, done, total);
            case RECORD -> watch.at(RecordingPhase.RECORDING, done, total);
            case COMPLETE -> watch.at(RecordingPhase.COLLATING, done, total);
            case COLLATE -> watch.at(RecordingPhase.PUBLISHING, done, total);
        }
    }
}
