package dev.ganglion.activation.recording;

import dev.ganglion.subject.corpus.TextEncoder;
import dev.ganglion.subject.tokenizer.Tokenizer;
import java.util.OptionalInt;

/** The model's tokenizer, as a corpus wants it. */
record TokenizerEncoder(Tokenizer tokenizer) implements TextEncoder {

    @Override
    public int[] encode(String text) {
        return tokenizer.encode(text);
    }

    @Override
    public int[] encodeNext(String text) {
        return tokenizer.encodeNext(text);
    }

    @Override
    public OptionalInt beginOfText() {
        return tokenizer.beginOfText();
    }

    @Override
    public String token(int id) {
        return tokenizer.token(id);
    }
}
