package dev.ganglion.scorer.results.comparison;

/** Two recipes that cannot be compared as they are named. The message is one sentence for whoever asked. */
public final class UncomparableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean missing;

    private UncomparableException(String sentence, boolean missing) {
        super(sentence);
        this.missing = missing;
    }

    /** The question is wrong, or may mean several things. */
    static UncomparableException wrong(String sentence) {
        return new UncomparableException(sentence, false);
    }

    /** What is asked about is not there. */
    static UncomparableException missing(String sentence) {
        return new UncomparableException(sentence, true);
    }

    public boolean isMissing() {
        return missing;
    }
}
