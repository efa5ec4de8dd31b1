package dev.ganglion.scorer.results.forgetting;

/**
 * Whose rows are meant.
 *
 * @param value the model's slug, or the recipe's whole digest
 * @param shown the model's slug, or {@code name@digest8}
 */
public record Target(Kind kind, String value, String shown) {

    /** What it is. */
    public enum Kind {
        /** A model: all that is about its neurons. */
        MODEL,
        /** An explainer's recipe: its explanations and all that was made of them. */
        EXPLAINER,
        /** A simulator's recipe: its simulations and their scores. */
        SIMULATOR
    }
}
