package dev.ganglion.subject.hub;

/** Is told how far a download is, on the thread that waits for it. */
public interface HubWatch {

    /** Looks away. */
    HubWatch NONE = new HubWatch() {
        @Override
        public void at(DownloadProgress progress) {}

        @Override
        public void note(String sentence) {}
    };

    /** Called a few times a second while files come, and once when all are there. Not called if they were there before. */
    void at(DownloadProgress progress);

    /** What somebody who waits wants to know: that it is tried again and why, that another process downloads the same. */
    void note(String sentence);
}
