package dev.ganglion.activation.server;

import dev.ganglion.activation.text.TopNeurons;
import dev.ganglion.events.NeuronId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The highest neurons at a position.
 *
 * @param tokens [tokens]
 * @param neurons in falling order
 */
@Schema(description = "The neurons that are highest at one token")
public record TopNeuronsAnswer(
        String model,
        @Schema(description = "The text's tokens; one that is no whole UTF-8 is bytes:\\xe2\\x80") List<String> tokens,
        @Schema(description = "The token that was looked at, from 0") int position,
        @Schema(description = "In falling order of activation") List<Active> neurons) {

    /** A neuron by its key, and what it does there. */
    @Schema(name = "ActiveNeuron")
    public record Active(
            @Schema(description = "Its key", examples = "demo/2-mlp/6") String neuron,
            int layer,
            int index,
            @Schema(description = "Its post-activation MLP value") float activation) {}

    static TopNeuronsAnswer of(String model, TopNeurons found) {
        List<Active> neurons = found.neurons().stream()
                .map(neuron -> new Active(
                        NeuronId.mlp(model, neuron.layer(), neuron.index()).key(),
                        neuron.layer(),
                        neuron.index(),
                        neuron.activation()))
                .toList();
        return new TopNeuronsAnswer(model, found.tokens(), found.position(), neurons);
    }
}
