package dev.ganglion.subject.tokenizer;

import static dev.ganglion.subject.ModelException.quote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganglion.subject.ModelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of a tokenizer: a {@code tokenizer.json}, or the two that GPT-2 was published with.
 *
 * @param all one or two, whose bytes say all there is to say
 */
public record TokenizerFiles(List<Path> all) {

    private static final String WHOLE = "tokenizer.json";
    private static final String VOCABULARY = "vocab.json";
    private static final String MERGES = "merges.txt";

    /** What GPT-2's published files do not say, for there it was code. */
    private static final String GPT2_WITHOUT_MODEL =
            """
            {"version": "1.0", "normalizer": null,
             "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true},
             "decoder": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true},
             "model": {"type": "BPE"}}""";

    private static final String END_OF_TEXT = "<|endoftext|>";

    private static final long LARGEST_FILE = 64L << 20;

    public TokenizerFiles {
        all = List.copyOf(all);
    }

    /**
     * Looks into a model directory.
     *
     * @param modelType of the configuration: two files without a {@code tokenizer.json} are enough for {@code gpt2} alone,
     *     for other models have them too, and do not say in them how they split text
     * @throws ModelException if there is none
     */
    public static TokenizerFiles in(Path directory, String modelType) {
        Path whole = directory.resolve(WHOLE);
        if (Files.isRegularFile(whole)) {
            return new TokenizerFiles(List.of(whole));
        }
        List<Path> parts = List.of(directory.resolve(VOCABULARY), directory.resolve(MERGES));
        if (modelType.equals("gpt2") && parts.stream().allMatch(Files::isRegularFile)) {
            return new TokenizerFiles(parts);
        }
        throw new ModelException("The model directory " + directory + " has no file " + WHOLE
                + (modelType.equals("gpt2") ? ", and not both " + VOCABULARY + " and " + MERGES + "." : "."));
    }

    /** The one to name in messages. */
    public Path main() {
        return all.get(0);
    }

    /** @throws ModelException if a file cannot be read or is not of its kind */
    ObjectNode json() {
        if (all.size() == 1) {
            return object(main(), parse(main(), bytes(main())));
        }
        ObjectNode vocabulary = object(main(), parse(main(), bytes(main())));
        ObjectNode root = (ObjectNode) parse(main(), GPT2_WITHOUT_MODEL.getBytes(StandardCharsets.UTF_8));
        ObjectNode model = root.withObject("model");
        model.set("vocab", vocabulary);
        ArrayNode merges = model.putArray("merges");
        new String(bytes(all.get(1)), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("#version"))
                .forEach(merges::add);
        if (vocabulary.has(END_OF_TEXT)) {
            root.putArray("added_tokens")
                    .addObject()
                    .put("id", vocabulary.get(END_OF_TEXT).asInt())
                    .put("content", END_OF_TEXT)
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", true)
                    .put("special", true);
        }
        return root;
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new ModelException(file + " has " + Files.size(file) + " bytes, more than any tokenizer.");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw ModelException.unreadable(file, e);
        }
    }

    private static JsonNode parse(Path file, byte[] json) {
        try {
            return new JsonMapper().readTree(json);
        } catch (IOException e) {
            throw new ModelException(file + " is not valid JSON.", e);
        }
    }

    private static ObjectNode object(Path file, JsonNode json) {
        if (json instanceof ObjectNode object) {
            return object;
        }
        throw new ModelException(file + " is not a JSON object, but " + quote(json.toString()) + ".");
    }
}
