package dev.ganglion.subject.tokenizer;

import java.util.ArrayList;
import java.util.List;

/** Turns text into the subject model's token ids, and ids into text to show. Safe for any number of threads. */
public interface Tokenizer {

    /** How many ids there are: 0 to this, exclusive. */
    int vocabularySize();

    /**
     * The token ids of a text, without any token that the text does not hold (no begin or end of text is added).
     *
     * <p>A text of any length is taken. Memory beyond the text and its ids does not grow with it.
     *
     * @param text any text; an unpaired surrogate is read as {@code ?}, as {@link String#getBytes()} does
     * @return one id per token, in the text's order; empty for an empty text
     */
    int[] encode(String text);

    /**
     * The text that stands for a token, different for every id and without loss.
     *
     * <p>It is the token's bytes as UTF-8. Bytes that are no UTF-8 by themselves (a piece of a character) stand as
     * {@code bytes:\xe2\x80}, two lower-case hexadecimal digits per byte; so does a token with a NUL, which databases
     * refuse in text, and one that begins with {@code bytes:\x} itself.
     *
     * @throws IndexOutOfBoundsException if there is no such id
     */
    String token(int id);

    /** {@link #token} of each id, in order. */
    default List<String> tokens(int[] ids) {
        List<String> tokens = new ArrayList<>(ids.length);
        for (int id : ids) {
            tokens.add(token(id));
        }
        return tokens;
    }
}
