package dev.ganglion.subject.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ganglion.subject.ModelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/** How a vocabulary writes the bytes of its tokens, so that it can be a JSON of text. */
enum WrittenForm {
    /** A character for every byte: see {@link ByteAlphabet}. GPT-2, GPT-NeoX, Llama 3, Qwen. */
    BYTE_LEVEL {
        @Override
        byte[] bytes(String written) {
            return ByteAlphabet.bytes(written);
        }

        @Override
        boolean isLoneByte(String written) {
            return false;
        }

        @Override
        String loneByte(int value) {
            return String.valueOf(ByteAlphabet.character(value));
        }
    },

    /** Text, with ▁ for a space, and 256 tokens like {@code <0x0A>} for what has no text. Llama 1 and 2, Mistral. */
    SENTENCE_PIECE {
        @Override
        byte[] bytes(String written) {
            return isLoneByte(written)
                    ? HexFormat.of().parseHex(written.substring(3, 5))
                    : written.replace('▁', ' ').getBytes(StandardCharsets.UTF_8);
        }

        @Override
        boolean isLoneByte(String written) {
            return written.length() == 6 && written.matches("<0x[0-9A-F]{2}>");
        }

        @Override
        String loneByte(int value) {
            return String.format("<0x%02X>", value);
        }
    };

    /** The form of a tokenizer's model. */
    static WrittenForm of(JsonNode model) {
        return model.path("byte_fallback").asBoolean() ? SENTENCE_PIECE : BYTE_LEVEL;
    }

    /** The bytes a token's written form stands for, or null if it has a character that stands for none. */
    abstract byte[] bytes(String written);

    /** Whether it is a byte beside the tokens of text, and not one of them. */
    abstract boolean isLoneByte(String written);

    /** How the token is written that is the byte, given as 0 to 255, and nothing more. */
    abstract String loneByte(int value);

    /**
     * Looks for a token for each byte: without one, text would be lost without a word.
     *
     * @throws ModelException if one is missing
     */
    void checkBytes(Path file, JsonNode vocabulary) {
        for (int value = 0; value < 256; value++) {
            if (!vocabulary.has(loneByte(value))) {
                throw new ModelException(file + " is not BPE over bytes: it has no token for the byte "
                        + String.format("0x%02x", value) + ".");
            }
        }
    }
}
