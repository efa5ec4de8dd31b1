package dev.ganglion.activation.server;

import dev.ganglion.activation.RequestException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * On which tokens of a text a neuron is highest.
 *
 * @param model the model's name
 * @param layer from 0
 * @param neuron its index in the layer
 * @param count the most tokens
 */
@Schema(description = "A text for a model, and the neuron whose highest tokens are wanted")
public record TopTokensQuestion(
        @Schema(description = "The model's name, one of /api/models", examples = "demo", required = true) String model,
        @Schema(
                        description = "The text; no longer than the model's context",
                        examples = "\"And it came to pass in those days\"",
                        required = true,
                        minLength = 1,
                        maxLength = 16384)
                String text,
        @Schema(description = "From 0", examples = "2", required = true, minimum = "0") Integer layer,
        @Schema(description = "Its index in the layer", examples = "6", required = true, minimum = "0") Integer neuron,
        @Schema(description = "The most tokens", minimum = "1", maximum = "64", defaultValue = "10") Integer count) {

    private static final String EXAMPLE = "{\"model\":\"…\",\"text\":\"…\",\"layer\":0,\"neuron\":0}";

    /** @throws RequestException with one sentence, if a field is missing */
    public TopTokensQuestion {
        JsonBody.needed("model", model);
        JsonBody.needed("text", text);
        JsonBody.needed("layer", layer);
        JsonBody.needed("neuron", neuron);
        count = count == null ? 10 : count;
    }

    /** @throws RequestException with one sentence, if it is not such a question; it quotes nothing of the body */
    static TopTokensQuestion parse(byte[] body) {
        return JsonBody.read(body, TopTokensQuestion.class, EXAMPLE);
    }
}
