package dev.ganglion.simulator.tokenwise;

import dev.ganglion.llm.prompt.NormalizedActivations;
import java.util.List;

/**
 * A worked example of a recipe: a neuron, invented, and what it does on an excerpt.
 *
 * @param explanation what the neuron does
 * @param tokens as in events
 * @param activations whole numbers from 0 to 10, one for each token
 */
public record Example(String explanation, List<String> tokens, List<Integer> activations) {

    public Example {
        check(explanation, tokens);
        if (activations == null || activations.size() != tokens.size()) {
            throw new IllegalArgumentException("field \"examples\": the example of " + tokens.size() + " tokens has "
                    + (activations == null ? 0 : activations.size()) + " activations");
        }
        activations.forEach(Example::check);
        tokens = List.copyOf(tokens);
        activations = List.copyOf(activations);
    }

    /** @throws IllegalArgumentException with one sentence, if an example has no explanation or no tokens */
    public static void check(String explanation, List<String> tokens) {
        if (explanation == null || explanation.isBlank()) {
            throw new IllegalArgumentException("field \"examples\": an example has no \"explanation\"");
        }
        if (tokens == null || tokens.isEmpty()) {
            throw new IllegalArgumentException("field \"examples\": an example has no \"tokens\"");
        }
    }

    /** @throws IllegalArgumentException with one sentence, if it is not 0 to 10 */
    public static void check(Integer activation) {
        if (activation == null || activation < 0 || activation > NormalizedActivations.MOST) {
            throw new IllegalArgumentException("field \"examples\": activations are whole numbers from 0 to "
                    + NormalizedActivations.MOST + ", and not " + activation);
        }
    }

    /** The whole example as lines of token and activation. */
    public String shown() {
        return ShownExcerpt.of(tokens, activations::get);
    }
}
