package dev.ganglion.subject.corpus;

/** Excerpts that can be read more than once, the same ones each time. */
public interface ExcerptSource {

    /** Starts reading at the first excerpt. */
    ExcerptCursor open();
}
