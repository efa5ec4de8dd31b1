package dev.ganglion.activation.server;

import dev.ganglion.activation.text.TextActivations;
import java.util.List;

/**
 * What the neurons did.
 *
 * @param tokens [tokens]
 * @param neurons [neurons]
 * @param activations [neurons][tokens]
 */
public record ActivationsAnswer(
        String model, List<String> tokens, int layer, List<Integer> neurons, List<List<Float>> activations) {

    static ActivationsAnswer of(String model, TextActivations found) {
        return new ActivationsAnswer(model, found.tokens(), found.layer(), found.neurons(), found.activations());
    }
}
