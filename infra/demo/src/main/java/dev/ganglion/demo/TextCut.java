package dev.ganglion.demo;

/** Where a text can be cut without splitting a word (or a character, in a text without spaces). */
final class TextCut {

    private TextCut() {}

    /**
     * The last white space in {@code [start + 1, limit]}, so that it begins the second part, as GPT-2's tokenizers like
     * it; {@code limit} itself if there is none.
     */
    static int before(String text, int start, int limit) {
        if (limit >= text.length()) {
            return text.length();
        }
        for (int i = limit; i > start; i--) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i;
            }
        }
        boolean splitsACharacter = limit > start + 1
                && Character.isLowSurrogate(text.charAt(limit))
                && Character.isHighSurrogate(text.charAt(limit - 1));
        return splitsACharacter ? limit - 1 : limit;
    }
}
