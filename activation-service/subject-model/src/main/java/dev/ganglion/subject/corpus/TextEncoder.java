package dev.ganglion.subject.corpus;

/** What a corpus needs of the subject model's tokenizer. */
public interface TextEncoder {

    /** The token ids of a text, in its order; empty for an empty text. */
    int[] encode(String text);

    /**
     * The text of a token, different for every id. Bytes that are no text by themselves stand as
     * {@code bytes:\xe2\x80}.
     */
    String token(int id);
}
