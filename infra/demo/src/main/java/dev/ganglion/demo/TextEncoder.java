package dev.ganglion.demo;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Turns text into token ids with a {@code tokenizer.json}. Safe for any thread. */
final class TextEncoder implements AutoCloseable {

    /** Characters handed over at once: the library keeps several objects per token until a call returns. */
    private static final int PIECE = 200_000;

    private final HuggingFaceTokenizer tokenizer;

    TextEncoder(Path tokenizerFile) throws IOException {
        DjlPrivacy.optOut();
        tokenizer = HuggingFaceTokenizer.builder()
                .optTokenizerPath(tokenizerFile)
                .optAddSpecialTokens(false)
                .optTruncation(false)
                .optPadding(false)
                .build();
    }

    int[] encode(String text) {
        int[] ids = new int[Math.max(16, text.length() / 2)];
        int count = 0;
        for (int start = 0; start < text.length(); ) {
            int end = TextCut.before(text, start, start + PIECE);
            long[] piece = tokenizer.encode(text.substring(start, end)).getIds();
            if (count + piece.length > ids.length) {
                ids = Arrays.copyOf(ids, Math.max(ids.length * 2, count + piece.length));
            }
            for (long id : piece) {
                ids[count++] = Math.toIntExact(id);
            }
            start = end;
        }
        return Arrays.copyOf(ids, count);
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
