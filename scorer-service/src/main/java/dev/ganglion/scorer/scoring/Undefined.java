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

    /** The record has fewer excerpts that fire than the recipe asks for. */
    public static final String TOO_FEW_POSITIVES = "too few positives";
    /** It has fewer silent ones. */
    public static final String TOO_FEW_NEGATIVES = "too few negatives";
    /** Of those that it has, too many could not be judged. */
    public static final String TOO_FEW_POSITIVES_JUDGED = "too few positives were judged";

    public static final String TOO_FEW_NEGATIVES_JUDGED = "too few negatives were judged";
    public static final String NONE_JUDGED_TO_FIRE = "nothing was judged to fire";
    public static final String NO_PROBABILITIES = "the judge gave no probabilities";

    /** For an interval: there are fewer than {@link ExcerptBootstrap#FEWEST_OF_A_KIND} of a kind. */
    public static final String TOO_FEW_TO_RESAMPLE = "too few excerpts to resample";
    /** For an interval: what varies is in so few excerpts that most resamples have none of them. */
    public static final String MOST_RESAMPLES_CONSTANT = "most resamples are constant";

    private Undefined() {}
}
