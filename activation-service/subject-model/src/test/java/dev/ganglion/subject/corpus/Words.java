package dev.ganglion.subject.corpus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A tokenizer whose tokens are words with the space before them. */
final class Words implements TextEncoder {

    private static final Pattern WORD = Pattern.compile(" ?\\S+|\\s");

    private final Map<String, Integer> ids = new HashMap<>();
    private final List<String> words = new ArrayList<>();
    int longestText;
    int begun;
    int continued;
    String begin;

    @Override
    public int[] encode(String text) {
        begun++;
        return split(text);
    }

    @Override
    public int[] encodeNext(String text) {
        continued++;
        return split(text);
    }

    @Override
    public OptionalInt beginOfText() {
        return begin == null ? OptionalInt.empty() : OptionalInt.of(id(begin));
    }

    private int[] split(String text) {
        longestText = Math.max(longestText, text.length());
        return WORD.matcher(text)
                .results()
                .map(MatchResult::group)
                .mapToInt(this::id)
                .toArray();
    }

    @Override
    public String token(int id) {
        return words.get(id);
    }

    private int id(String word) {
        return ids.computeIfAbsent(word, added -> {
            words.add(added);
            return words.size() - 1;
        });
    }

    String text(Excerpt excerpt) {
        StringBuilder text = new StringBuilder();
        for (int id : excerpt.tokens()) {
            text.append(token(id));
        }
        return text.toString();
    }
}
