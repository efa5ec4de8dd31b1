package dev.ganglion.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A language small enough to be learnt in a second. */
final class TinyText {

    private static final List<String> WHO =
            List.of("the whale", "the king", "a sailor", "the harbour master", "my dog");
    private static final List<String> DOES = List.of("sees", "fears", "follows", "writes to", "dreams of");
    private static final List<String> WHERE = List.of("at sea", "in the morning", "near the old town", "again");

    private TinyText() {}

    static String ofSentences(int count) {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(pick(WHO, random))
                    .append(' ')
                    .append(pick(DOES, random))
                    .append(' ');
            text.append(pick(WHO, random))
                    .append(' ')
                    .append(pick(WHERE, random))
                    .append(".\n");
        }
        return text.toString();
    }

    /** Windows of random token ids, for what does not need sense. */
    static TokenBatch noise(Gpt2Shape shape, int rows, long seed) {
        int[] ids = new Random(seed)
                .ints((long) rows * shape.context() + 1, 0, shape.vocabulary())
                .toArray();
        List<TokenBatch.Window> windows = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            windows.add(new TokenBatch.Window(ids, row * shape.context()));
        }
        return TokenBatch.of(windows, shape.context());
    }

    private static String pick(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }
}
