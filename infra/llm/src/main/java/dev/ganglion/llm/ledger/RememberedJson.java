package dev.ganglion.llm.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ganglion.llm.model.AnswerFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Parsed answers as the ledger keeps them. PostgreSQL has no place for the character 0 and for halves of surrogate pairs,
 * which a model may well write: they become U+FFFD, for the first reader as for all later ones.
 */
final class RememberedJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final int LONGEST_REASON = 1_000;
    private static final char REPLACEMENT = '\uFFFD';

    private RememberedJson() {}

    /**
     * A parsed answer as JSON.
     *
     * @throws IllegalStateException if the format's answers are no records: a fault of the program
     */
    static ObjectNode write(AnswerFormat<?> format, Object parsed) {
        if (JSON.valueToTree(parsed) instanceof ObjectNode tree) {
            return storable(tree);
        }
        throw new IllegalStateException("answers of the format " + format.name() + " must be JSON objects");
    }

    /**
     * A parsed answer of its JSON.
     *
     * @throws IllegalStateException if the format has changed without another name: a fault of the program
     */
    static <T> T read(AnswerFormat<T> format, JsonNode answer) {
        try {
            return JSON.treeToValue(answer, format.type());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "a remembered answer cannot be read as " + format.type().getSimpleName() + ": the format "
                            + format.name() + " has changed and needs another name",
                    e);
        }
    }

    /** A reason that can be kept: bounded, and never empty. */
    static String reason(Throwable failure) {
        String reason = failure.getMessage();
        if (reason == null || reason.isBlank()) {
            return "no reason is known";
        }
        return storable(reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…");
    }

    private static ObjectNode storable(ObjectNode object) {
        List<String> bad = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            field.setValue(storable(field.getValue()));
            if (firstBad(field.getKey(), 0) >= 0) {
                bad.add(field.getKey());
            }
        }
        for (String name : bad) {
            object.set(storable(name), object.remove(name));
        }
        return object;
    }

    private static JsonNode storable(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return storable(object);
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode element = array.get(i);
                JsonNode stored = storable(element);
                if (stored != element) {
                    array.set(i, stored);
                }
            }
            return array;
        }
        if (node instanceof TextNode text && firstBad(text.textValue(), 0) >= 0) {
            return TextNode.valueOf(storable(text.textValue()));
        }
        return node;
    }

    private static String storable(String text) {
        int at = firstBad(text, 0);
        if (at < 0) {
            return text;
        }
        char[] characters = text.toCharArray();
        for (; at >= 0; at = firstBad(text, at + 1)) {
            characters[at] = REPLACEMENT;
        }
        return new String(characters);
    }

    private static int firstBad(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                return i;
            }
        }
        return -1;
    }
}
