package dev.ganglion.subject.corpus;

/** A run of consecutive tokens of one document. Immutable; two excerpts of one corpus differ in their id. */
public final class Excerpt {

    private final ExcerptId id;
    private final int[] tokens; // [tokens]
    private final long fingerprint;

    /**
     * @param tokens token ids [tokens]; copied
     * @param fingerprint equal for near-identical excerpts, see {@link Excerpts}
     */
    public Excerpt(ExcerptId id, int[] tokens, long fingerprint) {
        this.id = id;
        this.tokens = tokens.clone();
        this.fingerprint = fingerprint;
    }

    public ExcerptId id() {
        return id;
    }

    /** How many tokens it has. */
    public int length() {
        return tokens.length;
    }

    /** The id of the token at a position, from 0. */
    public int token(int position) {
        return tokens[position];
    }

    /** A copy of the token ids [tokens]. */
    public int[] tokens() {
        return tokens.clone();
    }

    public long fingerprint() {
        return fingerprint;
    }

    @Override
    public String toString() {
        return "excerpt " + id;
    }
}
