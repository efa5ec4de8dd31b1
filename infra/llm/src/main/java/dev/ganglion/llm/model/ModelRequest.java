package dev.ganglion.llm.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeMap;

/** What is sent to the server. The same request is always the same bytes: they name the answer in the ledger. */
public sealed interface ModelRequest permits ChatRequest, CompletionRequest {

    ModelSettings settings();

    /** Below the base URL, without a leading slash. */
    String path();

    /** The body's fields. */
    ObjectNode fields();

    /** All text that the model reads, piece by piece: what its prompt tokens are counted from. */
    List<String> texts();

    /** The body, UTF-8. */
    default byte[] body() {
        try {
            return Json.MAPPER.writeValueAsBytes(fields());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can be written", e);
        }
    }

    /** The fields that every request has. */
    static ObjectNode common(ModelSettings settings) {
        ObjectNode fields = Json.MAPPER.createObjectNode();
        fields.put("model", settings.name());
        fields.put(settings.tokenLimit(), settings.maxTokens());
        if (settings.temperature() != null) {
            fields.put("temperature", settings.temperature());
        }
        if (settings.topP() != null) {
            fields.put("top_p", settings.topP());
        }
        new TreeMap<>(settings.extra()).forEach((name, value) -> fields.set(name, Json.MAPPER.valueToTree(value)));
        return fields;
    }

    /** Writes trees. */
    final class Json {

        static final JsonMapper MAPPER = new JsonMapper();

        private Json() {}
    }
}
