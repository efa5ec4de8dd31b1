package dev.ganglion.subject.hub;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a download said. */
final class HubNotes implements HubWatch {

    final List<DownloadProgress> progress = new CopyOnWriteArrayList<>();
    final List<String> notes = new CopyOnWriteArrayList<>();

    @Override
    public void at(DownloadProgress now) {
        progress.add(now);
    }

    @Override
    public void note(String sentence) {
        notes.add(sentence);
    }
}
