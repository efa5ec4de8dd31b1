package dev.ganglion.llm.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * {@code POST /completions}.
 *
 * @param topLogprobs alternatives wanted for each token; 0 for none
 * @param echo whether the prompt's own tokens come back, with their alternatives
 */
public record CompletionRequest(ModelSettings settings, String prompt, int topLogprobs, boolean echo)
        implements ModelRequest {

    @Override
    public String path() {
        return "completions";
    }

    @Override
    public ObjectNode fields() {
        ObjectNode fields = ModelRequest.common(settings);
        fields.put("prompt", prompt);
        if (topLogprobs > 0) {
            fields.put("logprobs", topLogprobs);
        }
        if (echo) {
            fields.put("echo", true);
        }
        return fields;
    }

    @Override
    public List<String> texts() {
        return List.of(prompt);
    }
}
