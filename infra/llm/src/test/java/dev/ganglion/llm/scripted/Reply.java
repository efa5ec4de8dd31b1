package dev.ganglion.llm.scripted;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the scripted server says.
 *
 * @param millis it waits so long first
 * @param cutAfter the connection is closed after so many bytes of the body; −1 for never
 */
public record Reply(int status, Map<String, String> headers, byte[] body, long millis, int cutAfter) {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int NEVER = -1;

    /**
     * A token of an answer, or of a prompt that is echoed.
     *
     * @param alternatives natural logarithms of probabilities
     */
    public record Token(String text, Map<String, Double> alternatives) {}

    public static Reply json(int status, JsonNode body) {
        try {
            return raw(status, MAPPER.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Reply raw(int status, byte[] body) {
        return new Reply(status, Map.of(), body, 0, NEVER);
    }

    public static Reply raw(int status, String body) {
        return raw(status, body.getBytes(StandardCharsets.UTF_8));
    }

    /** A chat completion that says this, and stops. */
    public static Reply chat(String text) {
        return chat(text, "stop", List.of(), 100, 20);
    }

    /**
     * A chat completion.
     *
     * @param tokens with their alternatives; empty for an answer without logprobs
     */
    public static Reply chat(
            String text, String finishReason, List<Token> tokens, long promptTokens, long completionTokens) {
        ObjectNode root = root("chat.completion", promptTokens, completionTokens);
        ObjectNode choice = root.putArray("choices").addObject();
        choice.put("index", 0).put("finish_reason", finishReason);
        choice.putObject("message").put("role", "assistant").put("content", text);
        if (!tokens.isEmpty()) {
            ArrayNode content = choice.putObject("logprobs").putArray("content");
            for (Token token : tokens) {
                ObjectNode entry = content.addObject().put("token", token.text());
                entry.put("logprob", token.alternatives().getOrDefault(token.text(), -9999.0));
                ArrayNode top = entry.putArray("top_logprobs");
                token.alternatives()
                        .forEach((text1, logprob) ->
                                top.addObject().put("token", text1).put("logprob", logprob));
            }
        }
        return json(200, root);
    }

    /** A completion that says this. */
    public static Reply completion(String text, String finishReason, List<Token> tokens, long promptTokens) {
        ObjectNode root = root("text_completion", promptTokens, 1);
        ObjectNode choice = root.putArray("choices").addObject();
        choice.put("index", 0).put("text", text).put("finish_reason", finishReason);
        if (!tokens.isEmpty()) {
            ObjectNode logprobs = choice.putObject("logprobs");
            ArrayNode texts = logprobs.putArray("tokens");
            ArrayNode own = logprobs.putArray("token_logprobs");
            ArrayNode top = logprobs.putArray("top_logprobs");
            ArrayNode offsets = logprobs.putArray("text_offset");
            int offset = 0;
            for (Token token : tokens) {
                texts.add(token.text());
                own.add(token.alternatives().getOrDefault(token.text(), -9999.0));
                ObjectNode alternatives = top.addObject();
                new TreeMap<>(token.alternatives()).forEach(alternatives::put);
                offsets.add(offset);
                offset += token.text().length();
            }
        }
        return json(200, root);
    }

    /** The API's error object. */
    public static Reply problem(int status, String code, String message) {
        ObjectNode root = MAPPER.createObjectNode();
        root.putObject("error").put("message", message).put("code", code).put("type", code);
        return json(status, root);
    }

    /** The models that the server has. */
    public static Reply models(String... names) {
        ObjectNode root = MAPPER.createObjectNode().put("object", "list");
        ArrayNode data = root.putArray("data");
        for (String name : names) {
            data.addObject().put("id", name).put("object", "model");
        }
        return json(200, root);
    }

    public Reply after(long millis) {
        return new Reply(status, headers, body, millis, cutAfter);
    }

    public Reply with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body, millis, cutAfter);
    }

    /** Closes the connection after so many bytes of the body. */
    public Reply cut(int bytes) {
        return new Reply(status, headers, body, millis, bytes);
    }

    private static ObjectNode root(String object, long promptTokens, long completionTokens) {
        ObjectNode root = MAPPER.createObjectNode().put("id", "scripted").put("object", object);
        root.putObject("usage")
                .put("prompt_tokens", promptTokens)
                .put("completion_tokens", completionTokens)
                .put("total_tokens", promptTokens + completionTokens);
        return root;
    }
}
