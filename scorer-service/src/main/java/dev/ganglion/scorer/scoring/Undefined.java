package dev.ganglion.scorer.scoring;

/** The reasons why a score has no value, as they are written in events, columns and answers. */
public final class Undefined {

    /** The neuron's maximum over the corpus is not above 0. */
    public static final String NEVER_FIRES = "never fires";
    /** There are fewer than {@link Scorer#FEWEST_EXCERPTS}. */
    public static final String TOO_FEW_EXCERPTS = "too few excerpts";

    public static final String CONSTANT_ACTUAL = "constant actual activations";
    public static final String CONSTANT_SIMULATED = "constant simulated activations";
    public static final String ALL_ACTUAL_ZERO = "all actual activations are zero";

    private Undefined() {}
}
