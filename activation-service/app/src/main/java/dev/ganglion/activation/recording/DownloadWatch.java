package dev.ganglion.activation.recording;

import dev.ganglion.subject.hub.DownloadProgress;
import dev.ganglion.subject.hub.HubWatch;

/** Tells of a model's download as a part of the recording. */
record DownloadWatch(RecordingWatch watch) implements HubWatch {

    @Override
    public void at(DownloadProgress progress) {
        watch.downloading(progress.text());
    }

    @Override
    public void note(String sentence) {
        watch.note(sentence);
    }
}
