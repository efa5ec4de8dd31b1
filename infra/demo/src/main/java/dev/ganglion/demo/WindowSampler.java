package dev.ganglion.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Draws training batches: a text by its share, then a window of it anywhere. Deterministic by its seed; one thread. */
final class WindowSampler {

    /** Validation windows a text: 64 × 128 tokens tell losses apart to about 0.03 nats per token. */
    private static final int VALIDATION_WINDOWS = 64;

    private final List<TokenizedText> texts;
    private final int rows;
    private final int columns;
    private final Random random;
    private final double allShares;

    WindowSampler(List<TokenizedText> texts, int rows, int columns, long seed) {
        texts.forEach(text -> text.requireWindowsOf(columns));
        this.texts = List.copyOf(texts);
        this.rows = rows;
        this.columns = columns;
        this.random = new Random(seed);
        this.allShares = texts.stream().mapToDouble(TokenizedText::share).sum();
    }

    TokenBatch next() {
        List<TokenBatch.Window> windows = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            int[] text = draw().training();
            windows.add(new TokenBatch.Window(text, random.nextInt(text.length - columns)));
        }
        return TokenBatch.of(windows, columns);
    }

    private TokenizedText draw() {
        double point = random.nextDouble() * allShares;
        for (TokenizedText text : texts) {
            point -= text.share();
            if (point < 0) {
                return text;
            }
        }
        return texts.get(texts.size() - 1);
    }

    /** Evenly spaced windows of a text's validation part, which do not overlap; the last batch may have fewer rows. */
    List<TokenBatch> validation(TokenizedText text) {
        int possible = (text.validation().length - 1) / columns;
        int count = Math.min(possible, VALIDATION_WINDOWS);
        List<TokenBatch> batches = new ArrayList<>();
        List<TokenBatch.Window> windows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int place = (int) ((long) i * possible / count);
            windows.add(new TokenBatch.Window(text.validation(), place * columns));
            if (windows.size() == rows || i == count - 1) {
                batches.add(TokenBatch.of(windows, columns));
                windows.clear();
            }
        }
        return batches;
    }
}
