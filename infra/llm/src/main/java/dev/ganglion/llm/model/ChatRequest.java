package dev.ganglion.llm.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * {@code POST /chat/completions}.
 *
 * @param topLogprobs alternatives wanted for each written token; 0 for none
 * @param jsonObject whether the answer must be a JSON object
 */
public record ChatRequest(ModelSettings settings, List<Message> messages, int topLogprobs, boolean jsonObject)
        implements ModelRequest {

    public ChatRequest {
        messages = List.copyOf(messages);
    }

    @Override
    public String path() {
        return "chat/completions";
    }

    @Override
    public ObjectNode fields() {
        ObjectNode fields = ModelRequest.common(settings);
        ArrayNode array = fields.putArray("messages");
        for (Message message : messages) {
            array.addObject().put("role", message.role()).put("content", message.content());
        }
        if (topLogprobs > 0) {
            fields.put("logprobs", true).put("top_logprobs", topLogprobs);
        }
        if (jsonObject) {
            fields.putObject("response_format").put("type", "json_object");
        }
        return fields;
    }

    @Override
    public List<String> texts() {
        return messages.stream().map(Message::content).toList();
    }
}
