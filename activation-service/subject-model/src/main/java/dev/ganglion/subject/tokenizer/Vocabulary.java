package dev.ganglion.subject.tokenizer;

import static dev.ganglion.subject.ModelException.quote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ganglion.subject.ModelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The text of every token id of a BPE {@code tokenizer.json}, checked: see {@link Tokenizer#token}. */
final class Vocabulary {

    private final Path file;
    private final String[] texts;
    private final Map<String, Integer> ids = new HashMap<>();

    private Vocabulary(Path file, int size) {
        this.file = file;
        this.texts = new String[size];
    }

    /**
     * @return the text of each id, from 0
     * @throws ModelException if the file is not BPE over bytes, lacks a byte, or its ids are not 0, 1, 2 and so on
     */
    static List<String> read(Path file, JsonNode root) {
        JsonNode model = root.path("model");
        if (!model.path("type").asText("BPE").equals("BPE")
                || !model.path("vocab").isObject()) {
            throw new ModelException(file + " holds a tokenizer of type "
                    + quote(model.path("type").asText("")) + ", and only BPE is supported.");
        }
        WrittenForm form = WrittenForm.of(model);
        form.checkBytes(file, model.path("vocab"));
        Map<Integer, String> added = new TreeMap<>();
        for (JsonNode token : root.path("added_tokens")) {
            added.put(token.path("id").asInt(-1), token.path("content").asText());
        }
        Map<Integer, String> written = new TreeMap<>();
        model.path("vocab").properties().forEach(entry -> {
            int id = entry.getValue().asInt(-1);
            String other = written.put(id, entry.getKey());
            if (other != null) {
                throw new ModelException(file + " gives id " + id + " to two tokens, " + quote(other) + " and "
                        + quote(entry.getKey()) + ".");
            }
        });
        Vocabulary vocabulary = new Vocabulary(file, size(file, written, added));
        // The tokens of text first, so that it is a lone byte or an added token that gives way when two would look the
        // same.
        written.keySet().removeAll(added.keySet());
        written.forEach((id, text) -> {
            if (!form.isLoneByte(text)) {
                vocabulary.putText(id, text, form);
            }
        });
        written.forEach((id, text) -> {
            if (form.isLoneByte(text)) {
                vocabulary.putOr(id, form.bytes(text));
            }
        });
        added.forEach((id, content) -> vocabulary.putOr(id, content.getBytes(StandardCharsets.UTF_8)));
        return List.of(vocabulary.texts);
    }

    private static int size(Path file, Map<Integer, String> written, Map<Integer, String> added) {
        TreeMap<Integer, String> all = new TreeMap<>(written);
        all.putAll(added);
        int expected = 0;
        for (int id : all.keySet()) {
            if (id != expected) {
                throw new ModelException(file + " has no token with id " + expected + ", but one with id " + id + ".");
            }
            expected++;
        }
        return expected;
    }

    private void putText(int id, String written, WrittenForm form) {
        byte[] bytes = form.bytes(written);
        if (bytes == null) {
            throw new ModelException(file + " is not byte-level BPE: its token " + quote(written) + " with id " + id
                    + " has a character that stands for no byte.");
        }
        put(id, TokenText.of(bytes));
    }

    /** As its text or, if there is a token of that text, in bytes. */
    private void putOr(int id, byte[] bytes) {
        String text = TokenText.of(bytes);
        put(id, ids.containsKey(text) ? TokenText.inHex(bytes) : text);
    }

    private void put(int id, String text) {
        Integer other = ids.put(text, id);
        if (other != null) {
            throw new ModelException(
                    file + " has the token " + quote(text) + " twice, with the ids " + other + " and " + id + ".");
        }
        texts[id] = text;
    }
}
