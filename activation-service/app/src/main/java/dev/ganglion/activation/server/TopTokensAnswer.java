package dev.ganglion.activation.server;

import dev.ganglion.activation.text.TopTokens;
import dev.ganglion.events.NeuronId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The tokens on which a neuron is highest.
 *
 * @param neuron its key
 * @param tokens in falling order
 */
@Schema(description = "The tokens of a text on which a neuron is highest")
public record TopTokensAnswer(
        @Schema(description = "Its key", examples = "demo/2-mlp/6") String neuron,
        @Schema(description = "In falling order of activation; position 0 only if there is no other")
                List<Active> tokens) {

    /** A token and the activation on it. */
    @Schema(name = "ActiveToken")
    public record Active(int position, String token, float activation) {}

    static TopTokensAnswer of(String model, TopTokens found) {
        List<Active> tokens = found.tokens().stream()
                .map(token -> new Active(token.position(), token.token(), token.activation()))
                .toList();
        return new TopTokensAnswer(
                NeuronId.mlp(model, found.layer(), found.neuron()).key(), tokens);
    }
}
