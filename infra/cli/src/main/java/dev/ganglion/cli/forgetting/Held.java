package dev.ganglion.cli.forgetting;

import dev.ganglion.events.Topics;
import java.util.List;

/**
 * What the results database holds of something, or what was removed.
 *
 * @param name a model's slug, or a recipe's {@code name@digest8}
 * @param kind {@code model}, {@code explainer} or {@code simulator}; null for a recipe without rows
 */
record Held(String name, String kind, Rows rows, long total) {

    static final String MODEL = "model";
    static final String EXPLAINER = "explainer";

    /**
     * @param judgements scores of judgements
     * @param recipes texts of the recipe
     */
    record Rows(long activations, long explanations, long simulations, long scores, long judgements, long recipes) {}

    boolean isModel() {
        return MODEL.equals(kind);
    }

    /** {@code the model demo}, {@code the explainer recipe terse@1a2b3c4d}. */
    String described() {
        return isModel() ? "the model " + name : "the " + kind + " recipe " + name;
    }

    /** The topics that keep it. */
    List<String> topics() {
        if (isModel()) {
            return List.of(Topics.NEURON_ACTIVATIONS, Topics.EXPLANATIONS, Topics.SIMULATIONS, Topics.SCORES);
        }
        return EXPLAINER.equals(kind)
                ? List.of(Topics.EXPLANATIONS, Topics.SIMULATIONS, Topics.SCORES)
                : List.of(Topics.SIMULATIONS, Topics.SCORES);
    }
}
