package dev.ganglion.explainer.subject;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Excerpt;
import java.util.List;

/**
 * A sentence with a neuron's activation on each of its tokens.
 *
 * @param tokens [tokens]
 * @param activations [tokens]
 */
public record SentenceRun(List<String> tokens, ActivationValues activations) {

    /** @throws IllegalArgumentException if there is not one activation for each token */
    public SentenceRun {
        tokens = List.copyOf(tokens);
        if (tokens.size() != activations.size()) {
            throw new IllegalArgumentException(
                    "a sentence of " + tokens.size() + " tokens has " + activations.size() + " activations");
        }
    }

    /** Whether the neuron is at least at this level there; never at the first token, which counts nowhere. */
    public boolean fires(int token, double level) {
        return token >= Excerpt.FIRST_COUNTED && activations.get(token) >= level;
    }

    /** Whether the neuron is anywhere at least at this level. */
    public boolean fires(double level) {
        return activations.maximumFrom(Excerpt.FIRST_COUNTED) >= level;
    }
}
