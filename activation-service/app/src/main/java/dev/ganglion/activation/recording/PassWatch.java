package dev.ganglion.activation.recording;

import dev.ganglion.subject.collation.CollationProgress;

/** Tells of one pass over the corpus as a part of the recording. For the recording's thread. */
final class PassWatch implements CollationProgress {

    private final RecordingWatch watch;
    private final int pass;
    private final int passes;
    private final long neuronsBefore;
    private final long allNeurons;

    /**
     * @param pass from 0
     * @param passes how many there are
     * @param neuronsBefore neurons of the passes before
     * @param allNeurons neurons of all passes
     */
    PassWatch(RecordingWatch watch, int pass, int passes, long neuronsBefore, long allNeurons) {
        this.watch = watch;
        this.pass = pass;
        this.passes = passes;
        this.neuronsBefore = neuronsBefore;
        this.allNeurons = allNeurons;
    }

    @Override
    public void at(Phase phase, long done, long total) {
        switch (phase) {
            case SCAN -> watch.at(RecordingPhase.SCANNING, done, total);
            case RECORD -> watch.at(RecordingPhase.RECORDING, pass * total + done, passes * total);
            case COMPLETE -> watch.at(RecordingPhase.COLLATING, done, total);
            case COLLATE -> watch.at(RecordingPhase.PUBLISHING, neuronsBefore + done, allNeurons);
        }
    }
}
