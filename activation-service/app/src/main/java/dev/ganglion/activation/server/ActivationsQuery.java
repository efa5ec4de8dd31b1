package dev.ganglion.activation.server;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What to run.
 *
 * @param model the model's name
 * @param text what it reads
 * @param layer from 0
 * @param neurons indexes in the layer; none for the ten with the highest activation after position 0
 */
@Schema(description = "A text for a model, and which of its neurons to look at")
public record ActivationsQuery(
        @Schema(examples = "ganglion-demo", required = true) String model,
        @Schema(examples = "And it came to pass in those days", required = true, maxLength = 65536) String text,
        @Schema(examples = "2", required = true) Integer layer,
        @Schema(description = "At most 1,000; without them the ten highest") List<Integer> neurons) {}
