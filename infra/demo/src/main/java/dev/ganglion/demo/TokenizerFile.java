package dev.ganglion.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a byte-pair encoding as a {@code tokenizer.json} of Hugging Face's tokenizers library. */
final class TokenizerFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TokenizerFile() {}

    static void write(BytePairEncoding encoding, Path file) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("version", "1.0");
        root.putNull("truncation");
        root.putNull("padding");
        root.putArray("added_tokens").add(endOfText(encoding.tokens().size() - 1));
        root.putNull("normalizer");
        root.set("pre_tokenizer", byteLevel());
        root.set("post_processor", byteLevel());
        root.set("decoder", byteLevel());
        root.set("model", model(encoding));
        Files.writeString(file, JSON.writeValueAsString(root) + "\n");
    }

    private static ObjectNode byteLevel() {
        ObjectNode node = JSON.createObjectNode();
        node.put("type", "ByteLevel");
        node.put("add_prefix_space", false);
        node.put("trim_offsets", false);
        node.put("use_regex", true);
        return node;
    }

    private static ObjectNode endOfText(int id) {
        ObjectNode token = JSON.createObjectNode();
        token.put("id", id);
        token.put("content", BytePairEncoding.END_OF_TEXT);
        token.put("single_word", false);
        token.put("lstrip", false);
        token.put("rstrip", false);
        token.put("normalized", false);
        token.put("special", true);
        return token;
    }

    private static ObjectNode model(BytePairEncoding encoding) {
        ObjectNode model = JSON.createObjectNode();
        model.put("type", "BPE");
        model.putNull("dropout");
        model.putNull("unk_token");
        model.put("continuing_subword_prefix", "");
        model.put("end_of_word_suffix", "");
        model.put("fuse_unk", false);
        model.put("byte_fallback", false);
        ObjectNode vocabulary = model.putObject("vocab");
        for (int id = 0; id < encoding.tokens().size(); id++) {
            vocabulary.put(encoding.tokens().get(id), id);
        }
        ArrayNode merges = model.putArray("merges");
        encoding.merges().forEach(merge -> merges.add(merge.left() + " " + merge.right()));
        return model;
    }
}
