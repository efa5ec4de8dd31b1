package dev.ganglion.subject.tokenizer;

/**
 * Where a long text may be cut so that its pieces, tokenized one by one, give the tokens of the whole.
 *
 * <p>Byte-level BPE splits text into words before it merges anything, and a word never goes on from a character that is
 * not white space to one that is. So a cut before a space that follows something else changes nothing. Failing a space,
 * a line break or tab will do; a text with neither is cut between two characters, and only there may tokens differ.
 */
final class TextPieces {

    private final String text;
    private final int longest;
    private int start;

    /** @param longest most UTF-16 units in a piece, at least 2 */
    TextPieces(String text, int longest) {
        this.text = text;
        this.longest = longest;
    }

    boolean hasNext() {
        return start < text.length();
    }

    String next() {
        int from = start;
        start = cutAfter(from);
        return text.substring(from, start);
    }

    private int cutAfter(int from) {
        int limit = from + longest;
        if (limit >= text.length() || limit < 0) {
            return text.length();
        }
        int atOtherSpace = -1;
        for (int cut = limit; cut > from; cut--) {
            if (isSpace(text.charAt(cut)) && !isSpace(text.charAt(cut - 1))) {
                if (text.charAt(cut) == ' ') {
                    return cut;
                }
                atOtherSpace = Math.max(atOtherSpace, cut);
            }
        }
        if (atOtherSpace > 0) {
            return atOtherSpace;
        }
        return Character.isLowSurrogate(text.charAt(limit)) && Character.isHighSurrogate(text.charAt(limit - 1))
                ? limit - 1
                : limit;
    }

    /** Every character that a regular expression's {@code \s} may take for white space. */
    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }
}
