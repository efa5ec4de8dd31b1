package dev.ganglion.subject.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Turns text into the subject model's token ids, and ids into text to show. Safe for any number of threads. */
public interface Tokenizer {

    /** How many ids there are: 0 to this, exclusive. */
    int vocabularySize();

    /**
     * The token ids of a text, without any token that the text does not hold: no begin or end of text is added.
     *
     * <p>A text of any length is taken. Memory beyond the text and its ids does not grow with it.
     *
     * @param text any text; an unpaired surrogate is read as {@code ?}, as {@link String#getBytes()} does
     * @return one id per token, in the text's order; empty for an empty text
     */
    int[] encode(String text);

    /**
     * The token ids of a text that goes on from another, as if it had been encoded with it. To be cut before a space that
     * follows something else; cut elsewhere, the tokens at the cut may be others than in the whole.
     *
     * @param text as for {@link #encode}, which may put a space before what it is given where this does not
     */
    int[] encodeNext(String text);

    /**
     * The token that the model expects at position 0 of every text, if it expects one: the one that the tokenizer's own
     * post-processing puts there.
     */
    OptionalInt beginOfText();

    /** The tokens as the model is to be given them: {@link #beginOfText}, if there is one, and these. */
    default int[] begun(int[] ids) {
        if (beginOfText().isEmpty()) {
            return ids;
        }
        int[] begun = new int[ids.length + 1];
        begun[0] = beginOfText().getAsInt();
        System.arraycopy(ids, 0, begun, 1, ids.length);
        return begun;
    }

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
