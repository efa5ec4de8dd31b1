package dev.ganglion.activation.server;

import dev.ganglion.activation.RequestException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Which neurons are highest at a position.
 *
 * @param model the model's name
 * @param position from 0; null for the last
 * @param layers none for all
 * @param count how many neurons
 */
@Schema(description = "A text for a model, and at which of its tokens to look for the highest neurons")
public record TopNeuronsQuestion(
        @Schema(description = "The model's name, one of /api/models", examples = "demo", required = true) String model,
        @Schema(
                        description = "The text; no longer than the model's context",
                        examples = "\"And it came to pass in those days\"",
                        required = true,
                        minLength = 1,
                        maxLength = 16384)
                String text,
        @Schema(description = "Which token of the text, from 0; the last one without it", minimum = "0")
                Integer position,
        @Schema(description = "Only these layers, from 0; all without them", examples = "[1, 2]") List<Integer> layers,
        @Schema(description = "How many neurons", minimum = "1", maximum = "64", defaultValue = "10") Integer count) {

    private static final String EXAMPLE = "{\"model\":\"…\",\"text\":\"…\"}";

    /** @throws RequestException with one sentence, if a field is missing */
    public TopNeuronsQuestion {
        JsonBody.needed("model", model);
        JsonBody.needed("text", text);
        layers = JsonBody.numbers("layers", layers);
        count = count == null ? 10 : count;
    }

    /** @throws RequestException with one sentence, if it is not such a question; it quotes nothing of the body */
    static TopNeuronsQuestion parse(byte[] body) {
        return JsonBody.read(body, TopNeuronsQuestion.class, EXAMPLE);
    }
}
