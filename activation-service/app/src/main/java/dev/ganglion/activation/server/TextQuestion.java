package dev.ganglion.activation.server;

import dev.ganglion.activation.RequestException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What to run.
 *
 * @param model the model's name
 * @param layer from 0
 * @param neurons their indexes in the layer; none for those that rise highest
 */
@Schema(description = "A text for a model, and which of its neurons to look at")
public record TextQuestion(
        @Schema(description = "The model's name, one of /api/models", examples = "demo", required = true) String model,
        @Schema(
                        description = "The text; no longer than the model's context",
                        examples = "\"And it came to pass in those days\"",
                        required = true,
                        minLength = 1,
                        maxLength = 16384)
                String text,
        @Schema(description = "From 0", examples = "2", required = true, minimum = "0") Integer layer,
        @Schema(
                        description = "Indexes in the layer; without them the ten that rise highest after position 0",
                        examples = "[3, 17]",
                        maxItems = 64)
                List<Integer> neurons) {

    private static final String EXAMPLE = "{\"model\":\"…\",\"text\":\"…\",\"layer\":0}";

    /** @throws RequestException with one sentence, if a field is missing */
    public TextQuestion {
        JsonBody.needed("model", model);
        JsonBody.needed("text", text);
        JsonBody.needed("layer", layer);
        neurons = JsonBody.numbers("neurons", neurons);
    }

    /** @throws RequestException with one sentence, if it is not such a question; it quotes nothing of the body */
    static TextQuestion parse(byte[] body) {
        return JsonBody.read(body, TextQuestion.class, EXAMPLE);
    }
}
