package dev.ganglion.subject.tokenizer;

/**
 * Cuts a long text where {@link Cuts} allows it. A text that has no such place within a piece's length is cut between two
 * characters, and only there may tokens differ; one that may be cut nowhere is a piece by itself.
 */
final class TextPieces {

    private final String text;
    private final int longest;
    private final Cuts cuts;
    private int start;

    /** @param longest most UTF-16 units in a piece, at least 2 */
    TextPieces(String text, int longest, Cuts cuts) {
        this.text = text;
        this.longest = cuts == Cuts.NOWHERE ? Integer.MAX_VALUE : longest;
        this.cuts = cuts;
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
        int elsewhere = -1;
        for (int cut = limit; cut > from; cut--) {
            boolean spaceAfter = Cuts.isSpace(text.charAt(cut));
            boolean spaceBefore = Cuts.isSpace(text.charAt(cut - 1));
            if (spaceAfter && !spaceBefore && text.charAt(cut) == ' ') {
                return cut;
            }
            boolean allowed = cuts == Cuts.BEFORE_WHITE_SPACE
                    ? spaceAfter && !spaceBefore
                    : text.charAt(cut - 1) == '\n' && !spaceAfter;
            elsewhere = allowed ? Math.max(elsewhere, cut) : elsewhere;
        }
        if (elsewhere > 0) {
            return elsewhere;
        }
        return Character.isLowSurrogate(text.charAt(limit)) && Character.isHighSurrogate(text.charAt(limit - 1))
                ? limit - 1
                : limit;
    }
}
