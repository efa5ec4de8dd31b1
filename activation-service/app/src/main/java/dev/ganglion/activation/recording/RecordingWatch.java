package dev.ganglion.activation.recording;

/** Is told how far a recording is, on its thread. */
public interface RecordingWatch {

    /**
     * The model comes from the hub, before anything else.
     *
     * @param progress for people: file, bytes, rate, time left
     */
    default void downloading(String progress) {}

    /** Something that whoever waits wants to know. */
    default void note(String sentence) {}

    /**
     * The request can be done, and is begun.
     *
     * @param neurons how many records there will be
     * @param excerptTokens tokens in an excerpt
     */
    void started(long neurons, int excerptTokens);

    /**
     * @param done excerpts or neurons of this phase; where the layers are worked on in several passes, of all of them
     * @param total of the same, or -1 if it is not known
     */
    void at(RecordingPhase phase, long done, long total);
}
