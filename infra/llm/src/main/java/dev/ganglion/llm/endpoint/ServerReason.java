package dev.ganglion.llm.endpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Why a server declines, in its own words: one line of at most {@value #MOST} characters, in which nothing is left of a key
 * or of control characters.
 *
 * @param code the API's name for the error; "" if there is none
 * @param text "" if the server says nothing
 * @param status that an error within an answer of status 200 stands for; −1 if there is none
 */
record ServerReason(String code, String text, int status) {

    static final int MOST = 200;

    /** A body above this is no error of the API. */
    private static final int LARGEST = 256 << 10;

    private static final Pattern KEYS = Pattern.compile("\\bsk-[A-Za-z0-9_*-]{4,}|Bearer \\S+");

    private static final JsonMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(64).build())
            .build());

    /** Of OpenAI, Azure and vLLM {@code {error: {message, code, type}}}; of Ollama {@code {error: text}}; of FastAPI {@code {detail}}. */
    static ServerReason of(byte[] body, String key) {
        JsonNode root = root(body);
        JsonNode error = root.path("error");
        JsonNode holder = error.isObject() ? error : root;
        JsonNode message = error.isTextual() ? error : holder.path("message");
        if (message.isMissingNode()) {
            message = root.path("detail");
        }
        String text = message.isTextual() ? message.asText() : message.isMissingNode() ? "" : message.toString();
        JsonNode code = holder.path("code");
        JsonNode inner = holder.path("innererror").path("code");
        String name = inner.isTextual() ? inner.asText() : code.isTextual() ? code.asText() : "";
        String type = holder.path("type").asText("");
        return new ServerReason(
                clean(name.isEmpty() ? type : name, key), clean(text, key), code.isInt() ? code.asInt() : -1);
    }

    /** Whether the body holds the API's error instead of an answer. */
    static boolean isError(byte[] body) {
        JsonNode error = root(body).path("error");
        return error.isObject() || error.isTextual();
    }

    /** In brackets, for the end of a sentence; "" if the server says nothing. */
    String quoted() {
        return text.isEmpty() ? "" : " (it says: " + text + ")";
    }

    private static JsonNode root(byte[] body) {
        if (body.length == 0 || body.length > LARGEST) {
            return MAPPER.missingNode();
        }
        try {
            JsonNode root = MAPPER.readTree(body);
            // Google's is a list of one.
            return root.isArray() && !root.isEmpty() ? root.get(0) : root;
        } catch (IOException e) {
            return MAPPER.missingNode();
        }
    }

    private static String clean(String text, String key) {
        String line = text.length() > 4 * MOST ? text.substring(0, 4 * MOST) : text;
        if (key != null) {
            line = line.replace(key, "[key]");
        }
        line = KEYS.matcher(line).replaceAll("[key]");
        return line(line, MOST);
    }

    /** One line of at most so many characters. */
    static String line(String text, int most) {
        String line =
                text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s\\u2028\\u2029]+", " ").strip();
        return line.length() > most ? line.substring(0, most - 1) + "…" : line;
    }
}
