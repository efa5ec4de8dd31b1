package dev.ganglion.scorer.results.forgetting;

/**
 * How many rows there are, or were removed, of each kind.
 *
 * @param judgements scores of judgements
 * @param recipes texts of the recipe
 */
public record ForgottenRows(
        long activations, long explanations, long simulations, long scores, long judgements, long recipes) {

    /** Of all kinds. */
    public long total() {
        return activations + explanations + simulations + scores + judgements + recipes;
    }
}
