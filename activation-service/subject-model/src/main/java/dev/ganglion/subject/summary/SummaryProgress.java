package dev.ganglion.subject.summary;

/** Is told how far the summaries are, on their thread. */
@FunctionalInterface
public interface SummaryProgress {

    /**
     * @param done products of matrices done
     * @param total of all there are
     */
    void at(int done, int total);
}
