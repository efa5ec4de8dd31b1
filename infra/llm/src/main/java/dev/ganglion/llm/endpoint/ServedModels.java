package dev.ganglion.llm.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code GET /models} says.
 *
 * @param names of the first few models, cut where they are long
 * @param contextLength of the model that was looked for, in tokens; null where it is not said
 */
record ServedModels(List<String> names, Integer contextLength) {

    static final ServedModels UNKNOWN = new ServedModels(List.of(), null);

    private static final int MOST_NAMES = 5;
    private static final int LONGEST_NAME = 60;
    private static final JsonMapper MAPPER = new JsonMapper();

    /** vLLM's name of it, OpenRouter's and Together's, Groq's, Mistral's; llama.cpp has one in {@code meta}. */
    private static final List<String> CONTEXT_LENGTHS =
            List.of("max_model_len", "context_length", "context_window", "max_context_length");

    /** Nothing known if the body is no list of models. */
    static ServedModels of(byte[] body, String model) {
        JsonNode data;
        try {
            data = MAPPER.readTree(body).path("data");
        } catch (IOException e) {
            return UNKNOWN;
        }
        List<String> names = new ArrayList<>();
        Integer context = null;
        for (JsonNode entry : data) {
            String name = entry.path("id").asText("");
            if (names.size() < MOST_NAMES && !name.isBlank()) {
                names.add(ServerReason.line(name, LONGEST_NAME));
            }
            if (name.equals(model)) {
                context = contextLength(entry);
            }
        }
        return new ServedModels(names, context);
    }

    private static Integer contextLength(JsonNode entry) {
        for (String field : CONTEXT_LENGTHS) {
            if (entry.path(field).asInt() > 0) {
                return entry.path(field).asInt();
            }
        }
        // What it was trained with; the server may have been started with less.
        int trained = entry.path("meta").path("n_ctx_train").asInt();
        return trained > 0 ? trained : null;
    }

    /** For the end of a sentence; "" if no model is known. */
    String listed() {
        return names.isEmpty()
                ? ""
                : "; it has " + String.join(", ", names) + (names.size() == MOST_NAMES ? ", …" : "");
    }
}
