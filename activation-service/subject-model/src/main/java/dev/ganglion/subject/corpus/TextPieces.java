package dev.ganglion.subject.corpus;

import java.io.IOException;
import java.io.Reader;

/**
 * Cuts a text of any length into pieces that can be tokenized one by one.
 *
 * <p>A piece ends before a space that follows something else, because byte-level BPE starts a new word there in any
 * case: the pieces give the tokens of the whole. Failing a space, it ends before other white space; a text with neither
 * is cut between two characters, and only there may tokens differ.
 */
final class TextPieces {

    /** Most UTF-16 units in a piece. */
    static final int LONGEST = 200_000;

    /** One unit more than a piece, to see what follows it. */
    private final char[] buffer = new char[LONGEST + 1];

    private Reader text;
    private int length;

    /** Starts with another text, which is not closed here. */
    void start(Reader newText) {
        text = newText;
        length = 0;
    }

    /** The next piece, or null at the end. */
    String next() throws IOException {
        while (length < buffer.length) {
            int count = text.read(buffer, length, buffer.length - length);
            if (count < 0) {
                break;
            }
            length += count;
        }
        if (length == 0) {
            return null;
        }
        int cut = length < buffer.length ? length : cut();
        String piece = new String(buffer, 0, cut);
        length -= cut;
        System.arraycopy(buffer, cut, buffer, 0, length);
        return piece;
    }

    private int cut() {
        int atOtherSpace = -1;
        for (int cut = LONGEST; cut > 0; cut--) {
            if (isSpace(buffer[cut]) && !isSpace(buffer[cut - 1])) {
                if (buffer[cut] == ' ') {
                    return cut;
                }
                atOtherSpace = Math.max(atOtherSpace, cut);
            }
        }
        if (atOtherSpace > 0) {
            return atOtherSpace;
        }
        boolean inPair = Character.isHighSurrogate(buffer[LONGEST - 1]) && Character.isLowSurrogate(buffer[LONGEST]);
        return inPair ? LONGEST - 1 : LONGEST;
    }

    /** Every character that a regular expression's {@code \s} may take for white space. */
    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }
}
