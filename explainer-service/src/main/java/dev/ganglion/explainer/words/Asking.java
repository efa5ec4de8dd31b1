package dev.ganglion.explainer.words;

import dev.ganglion.llm.model.Capability;
import dev.ganglion.llm.model.ModelSettings;
import dev.ganglion.llm.model.ModelUse;
import java.util.Set;

/**
 * Whom a recipe asks, and how often.
 *
 * @param candidates explanations wanted of a neuron, 1 to {@link #MOST_CANDIDATES}
 * @param attempts how often a question is asked before a malformed answer is final, 1 to {@link #MOST_ATTEMPTS}
 */
public record Asking(ModelSettings model, int candidates, int attempts) {

    /** The most candidates. */
    public static final int MOST_CANDIDATES = 10;

    /** The most attempts. */
    public static final int MOST_ATTEMPTS = 10;

    /**
     * Reads a recipe's fields.
     *
     * @param candidates 1 if null
     * @param attempts 3 if null
     * @throws IllegalArgumentException with one sentence, if they cannot be
     */
    public static Asking of(ModelSettings model, Integer candidates, Integer attempts) {
        Asking asking = new Asking(
                Fields.needed("model", model),
                Fields.between("candidates", candidates, 1, 1, MOST_CANDIDATES),
                Fields.between("attempts", attempts, 3, 1, MOST_ATTEMPTS));
        if (asking.candidates > 1 && model.temperature() != null && model.temperature() == 0) {
            throw new IllegalArgumentException(
                    "field \"candidates\" above 1 needs a \"temperature\" above 0, or all candidates are the same");
        }
        return asking;
    }

    /** What the model must be able to do. */
    public ModelUse use() {
        return new ModelUse(model, Set.of(Capability.CHAT), 0);
    }
}
