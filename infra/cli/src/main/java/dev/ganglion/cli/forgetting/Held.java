package dev.ganglion.cli.forgetting;

import dev.ganglion.events.Topics;
import java.util.List;

/**
 * What the results database holds of something, or what was removed.
 *
 * @param name a model's slug, or a recipe's {@code name@digest8}
 * @param kind {@code model}, {@code explainer} or {@code simulator}; null for a recipe without rows
 * @param otherNames under which the same recipe was published, and whose results are the same too
 */
record Held(String name, String kind, List<String> otherNames, Rows rows, long total) {

    static final String MODEL = "model";
    static final String EXPLAINER = "explainer";

    /**
     * @param judgements scores of judgements
     * @param recipes texts of the recipe
     */
    record Rows(long activations, long explanations, long simulations, long scores, long judgements, long recipes) {}

    Held {
        otherNames = otherNames == null ? List.of() : List.copyOf(otherNames);
    }

    boolean isModel() {
        return MODEL.equals(kind);
    }

    /** {@code the model demo}, {@code the explainer recipe terse@1a2b3c4d, which is also named short}. */
    String described() {
        if (isModel()) {
            return "the model " + name;
        }
        return "the " + kind + " recipe " + name
                + (otherNames.isEmpty() ? "" : ", which is also named " + String.join(" and ", otherNames));
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
