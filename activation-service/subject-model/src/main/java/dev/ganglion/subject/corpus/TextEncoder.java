package dev.ganglion.subject.corpus;

import java.util.OptionalInt;

/** What a corpus needs of the subject model's tokenizer. */
public interface TextEncoder {

    /** The token ids of a text, in its order; empty for an empty text. */
    int[] encode(String text);

    /** The token ids of a text that goes on from another, which ended before a space. */
    default int[] encodeNext(String text) {
        return encode(text);
    }

    /** The token that every excerpt begins with, if the model wants one. */
    default OptionalInt beginOfText() {
        return OptionalInt.empty();
    }

    /**
     * The text of a token, different for every id. Bytes that are no text by themselves stand as
     * {@code bytes:\xe2\x80}.
     */
    String token(int id);
}
