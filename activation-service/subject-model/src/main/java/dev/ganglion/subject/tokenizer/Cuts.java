package dev.ganglion.subject.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Where a long text may be cut so that its pieces, tokenized one by one, give the tokens of the whole: where no token can
 * lie across the cut, as the vocabulary shows.
 */
enum Cuts {
    /** Before white space that follows something else: no token has the one after the other. GPT-2, GPT-NeoX. */
    BEFORE_WHITE_SPACE,

    /**
     * Before a space that follows something else, or failing that between a line break and what is no white space. Llama 3
     * and Qwen have ".\n" for a token, Llama 2 ";\r".
     */
    BEFORE_SPACE,

    /** Nowhere. */
    NOWHERE;

    /**
     * Decides for a tokenizer.
     *
     * @param root the {@code tokenizer.json}
     * @param texts of its tokens, as {@link Tokenizer#token} has them
     */
    static Cuts of(JsonNode root, List<String> texts) {
        for (JsonNode added : root.path("added_tokens")) {
            // Takes the spaces beside it with it.
            if (added.path("lstrip").asBoolean() || added.path("rstrip").asBoolean()) {
                return NOWHERE;
            }
        }
        Cuts cuts = BEFORE_WHITE_SPACE;
        for (String text : texts) {
            for (int i = 1; i < text.length(); i++) {
                if (isSpace(text.charAt(i)) && !isSpace(text.charAt(i - 1))) {
                    if (text.charAt(i) == ' ') {
                        return NOWHERE;
                    }
                    cuts = BEFORE_SPACE;
                } else if (text.charAt(i - 1) == '\n' && !isSpace(text.charAt(i))) {
                    return NOWHERE;
                }
            }
        }
        return cuts;
    }

    /** Every character that a regular expression's {@code \s} may take for white space. */
    static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }
}
