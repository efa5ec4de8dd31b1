package dev.ganglion.activation.server;

import dev.ganglion.activation.text.TextActivations;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the neurons do.
 *
 * @param tokens [tokens]
 * @param neurons [neurons]
 * @param activations [neurons][tokens]
 */
@Schema(description = "What the neurons do on each token")
public record TextAnswer(
        String model,
        @Schema(description = "The text's tokens; one that is no whole UTF-8 is bytes:\\xe2\\x80") List<String> tokens,
        int layer,
        @Schema(description = "As asked for; the ten highest ones in falling order") List<Integer> neurons,
        @Schema(description = "Post-activation MLP values, [neurons][tokens], position 0 included")
                List<List<Float>> activations) {

    static TextAnswer of(String model, TextActivations found) {
        return new TextAnswer(model, found.tokens(), found.layer(), found.neurons(), found.activations());
    }
}
