package dev.ganglion.scorer.projection;

/**
 * Text as PostgreSQL takes it: tokens and model output may hold what is no text there, the character U+0000 and halves of
 * surrogate pairs, which become U+FFFD.
 */
final class StorableText {

    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    /** The same text, if it can be stored. */
    static String of(String text) {
        int at = firstBad(text, 0);
        if (at < 0) {
            return text;
        }
        char[] characters = text.toCharArray();
        while (at >= 0) {
            characters[at] = REPLACEMENT;
            at = firstBad(text, at + 1);
        }
        return new String(characters);
    }

    /** At most so many characters of it. */
    static String atMost(int limit, String text) {
        return of(text.length() <= limit ? text : text.substring(0, limit));
    }

    private static int firstBad(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                return i;
            }
        }
        return -1;
    }
}
