package dev.ganglion.explainer.evidence;

import dev.ganglion.llm.prompt.NormalizedActivations;
import java.util.List;

/**
 * An excerpt of an example in a recipe.
 *
 * @param tokens as they are, leading spaces included
 * @param activations one for each token, whole numbers from 0 to 10 as prompts show them
 */
public record ExampleExcerpt(List<String> tokens, List<Integer> activations) {

    public ExampleExcerpt {
        if (tokens == null || activations == null || tokens.isEmpty()) {
            throw new IllegalArgumentException("an example's excerpt needs \"tokens\" and \"activations\"");
        }
        tokens = List.copyOf(tokens);
        activations = List.copyOf(activations);
        if (tokens.size() != activations.size()) {
            throw new IllegalArgumentException(
                    "an example's excerpt has " + tokens.size() + " tokens and " + activations.size() + " activations");
        }
        for (int activation : activations) {
            if (activation < 0 || activation > NormalizedActivations.MOST) {
                throw new IllegalArgumentException("an example's activations are whole numbers from 0 to 10");
            }
        }
    }

    /** The excerpts of an example, of which it has at least one. */
    public static List<ExampleExcerpt> checked(List<ExampleExcerpt> excerpts) {
        if (excerpts == null || excerpts.isEmpty()) {
            throw new IllegalArgumentException("an example needs \"excerpts\"");
        }
        return List.copyOf(excerpts);
    }
}
