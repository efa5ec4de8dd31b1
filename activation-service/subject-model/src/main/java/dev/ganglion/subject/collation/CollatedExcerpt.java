package dev.ganglion.subject.collation;

import dev.ganglion.subject.corpus.Excerpt;
import java.util.OptionalInt;

/** An excerpt in a neuron's record, with the neuron's activations on it. Immutable. */
public final class CollatedExcerpt {

    private final Excerpt excerpt;
    private final ExcerptSet set;
    private final int bin;
    private final Split split;
    private final float[] activations; // [tokens]

    /**
     * @param bin of a quantile excerpt, or -1
     * @param activations [tokens], kept
     */
    CollatedExcerpt(Excerpt excerpt, ExcerptSet set, int bin, Split split, float[] activations) {
        this.excerpt = excerpt;
        this.set = set;
        this.bin = bin;
        this.split = split;
        this.activations = activations;
    }

    public Excerpt excerpt() {
        return excerpt;
    }

    public ExcerptSet set() {
        return set;
    }

    /** The quantile bin, from 0 for the lowest; only of a quantile excerpt. */
    public OptionalInt bin() {
        return bin < 0 ? OptionalInt.empty() : OptionalInt.of(bin);
    }

    public Split split() {
        return split;
    }

    /** Whether it may not be learned from: it is in any split but train, or in none. */
    public boolean heldOut() {
        return split != Split.TRAIN;
    }

    /** A copy of the activations [tokens], position 0 among them, to be shown. */
    public float[] activations() {
        return activations.clone();
    }

    /** The activation at a position. */
    public float activation(int position) {
        return activations[position];
    }

    /** The largest activation, position 0 left out. */
    public float maximum() {
        float maximum = Float.NEGATIVE_INFINITY;
        for (int position = 1; position < activations.length; position++) {
            maximum = Math.max(maximum, activations[position]);
        }
        return maximum;
    }

    @Override
    public String toString() {
        return excerpt + " (" + set + ", " + split + ")";
    }
}
