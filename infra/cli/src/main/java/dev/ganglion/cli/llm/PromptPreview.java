package dev.ganglion.cli.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a recipe would send for a neuron.
 *
 * @param recipe {@code name@digest8}
 * @param promptTokens of all requests
 * @param maxTokens the most that all answers together may have
 * @param dollars at most; null if the model has no price
 */
public record PromptPreview(
        String recipe, String model, List<Request> requests, long promptTokens, long maxTokens, Double dollars) {

    public PromptPreview {
        requests = requests == null ? List.of() : List.copyOf(requests);
    }

    /** One call. */
    public record Request(String path, JsonNode body, long promptTokens, long maxTokens, Double dollars) {}
}
