package dev.ganglion.llm.prompt;

import dev.ganglion.events.ActivationValues;

/**
 * Activations as prompts show them: whole numbers from 0 to 10, {@code min(10, floor(10·max(0, x) / maximum))} (paper,
 * "Step 1"). The maximum is the neuron's over the whole corpus, so that 10 means the same in every excerpt; if it is not
 * above 0, the neuron never fires and every value is 0.
 */
public final class NormalizedActivations {

    /** The largest. */
    public static final int MOST = 10;

    /**
     * Activations have four significant digits, so a quotient that is no whole number is at least 1e-4 away from one; the
     * error of floats (0.7 is a little less) is below 2e-6.
     */
    private static final double ROUNDING = 1e-5;

    private NormalizedActivations() {}

    /**
     * All of them.
     *
     * @param activations [tokens]
     * @param maximum the neuron's largest activation over the corpus
     * @return [tokens]
     */
    public static int[] of(ActivationValues activations, double maximum) {
        // The largest activation itself was rounded, and must still be a 10.
        float rounded = ActivationValues.of((float) maximum).get(0);
        int[] normalized = new int[activations.size()];
        for (int i = 0; i < normalized.length; i++) {
            normalized[i] = of(activations.get(i), rounded);
        }
        return normalized;
    }

    /** @param maximum with four significant digits, as the activation */
    private static int of(float activation, float maximum) {
        if (maximum <= 0 || activation <= 0) {
            return 0;
        }
        return (int) Math.min(MOST, 10.0 * activation / maximum + ROUNDING);
    }
}
