package dev.ganglion.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits text as GPT-2 does before it merges bytes: words, numbers and signs, each with the space before it. */
final class PreTokenizer {

    /** GPT-2's expression; the flag makes {@code \s} mean Unicode white space, as in the library that will encode. */
    private static final Pattern PIECE = Pattern.compile(
            "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
            Pattern.UNICODE_CHARACTER_CLASS);

    /** Longest piece that is counted: without a bound a hostile text of one endless word would be one piece. */
    private static final int LONGEST = 256;

    private PreTokenizer() {}

    /** How often each piece occurs in the texts. */
    static Map<String, Long> counts(List<String> texts) {
        Map<String, Long> counts = new HashMap<>();
        for (String text : texts) {
            Matcher piece = PIECE.matcher(text);
            while (piece.find()) {
                if (piece.end() - piece.start() <= LONGEST) {
                    counts.merge(piece.group(), 1L, Long::sum);
                }
            }
        }
        return counts;
    }
}
