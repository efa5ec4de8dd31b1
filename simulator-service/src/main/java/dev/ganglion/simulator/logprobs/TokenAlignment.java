package dev.ganglion.simulator.logprobs;

import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.model.TokenLogprobs;
import java.util.Arrays;
import java.util.List;

/**
 * Where each of a language model's tokens begins in a text that is known: what a server says of offsets is not believed,
 * since servers count characters, code points or bytes, with or without a begin-of-text token.
 *
 * <p>Tokens follow each other without a gap. Servers are allowed some liberties, and no others: up to {@value #LEADING}
 * tokens before the text (begin of text); a token that is shown without the space it begins with; and tokens that are no
 * whole UTF-8, which servers spell in several ways ({@code bytes:\xe2}, {@code \xe2}, <code>&lt;0xE2&gt;</code>, U+FFFD).
 * Those may stand for any characters beyond ASCII; the next ASCII character that is shown says again where the text is.
 */
final class TokenAlignment {

    private static final int LEADING = 2;

    private final TokenLogprobs tokens;
    private final int first;
    private final int[] starts; // [tokens], offsets in the text; what comes after the text begins at its end

    private TokenAlignment(TokenLogprobs tokens, int first, int[] starts) {
        this.tokens = tokens;
        this.first = first;
        this.starts = starts;
    }

    /**
     * Aligns.
     *
     * @param tokens of the text, and perhaps of more that follows it
     * @throws FormatFailureException if there are none, or if they are not those of the text
     */
    static TokenAlignment of(String text, TokenLogprobs tokens) {
        if (tokens.size() == 0) {
            throw new FormatFailureException("the server reports no logprobs");
        }
        int first = 0;
        while (first < Math.min(LEADING, tokens.size() - 1) && !new Walk(text).take(tokens.token(first))) {
            first++;
        }
        Walk walk = new Walk(text);
        int[] starts = new int[tokens.size()];
        Arrays.fill(starts, text.length());
        for (int i = first; !walk.done(); i++) {
            if (i == tokens.size()) {
                throw new FormatFailureException(
                        "the server reports tokens for " + walk.at + " of " + text.length() + " characters only");
            }
            if (!walk.take(tokens.token(i))) {
                throw new FormatFailureException(
                        "the tokens that the server reports are not those of the text, from character " + walk.at
                                + " on");
            }
            starts[i] = walk.start;
        }
        return new TokenAlignment(tokens, first, starts);
    }

    /** The token that covers this character of the text. */
    int at(int offset) {
        int low = first;
        int high = starts.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle] <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Where a token begins. */
    int start(int index) {
        return starts[index];
    }

    /** How many tokens there are. */
    int size() {
        return starts.length;
    }

    TokenLogprobs tokens() {
        return tokens;
    }

    /** A place in the text that goes forward token by token. */
    private static final class Walk {

        private final String text;
        private int at;
        private int start;
        /** Whether unreadable tokens may have gone further than {@code at}, over characters beyond ASCII. */
        private boolean lost;

        Walk(String text) {
            this.text = text;
        }

        boolean done() {
            return at == text.length() || lost && beyondAscii(at) == text.length();
        }

        /** Goes over a token; does not move, and says no, if it is not what follows. */
        boolean take(String token) {
            int literal = find(token, at, lost);
            if (literal >= 0) {
                return to(literal, literal + token.length(), lost && !hasAscii(token));
            }
            return read(TokenSpelling.pieces(token))
                    || !lost && text.startsWith(" " + token, at) && to(at, at + 1 + token.length(), false);
        }

        /** Goes over the pieces of a token, and over characters beyond ASCII between them. */
        private boolean read(List<String> pieces) {
            int from = find(pieces.get(0), at, lost);
            if (from < 0) {
                return false;
            }
            int end = from + pieces.get(0).length();
            boolean lostThere = lost && !hasAscii(pieces.get(0));
            for (String piece : pieces.subList(1, pieces.size())) {
                int next = find(piece, end, true);
                if (next < 0 || !lostThere && beyondAscii(end) == end) {
                    return false;
                }
                end = next + piece.length();
                lostThere = !hasAscii(piece);
            }
            return to(from, end, lostThere);
        }

        private boolean to(int tokenStart, int end, boolean lostThere) {
            start = tokenStart;
            at = end;
            lost = lostThere;
            return true;
        }

        /** Where a piece is: here, or, if some may be skipped, after characters beyond ASCII; −1 if it is not. */
        private int find(String piece, int from, boolean skipping) {
            int last = skipping ? beyondAscii(from) : from;
            for (int i = from; i <= last; i++) {
                if (text.startsWith(piece, i)) {
                    return i;
                }
            }
            return -1;
        }

        /** The end of the characters beyond ASCII that begin here. */
        private int beyondAscii(int from) {
            int end = from;
            while (end < text.length() && text.charAt(end) >= 0x80) {
                end++;
            }
            return end;
        }

        private static boolean hasAscii(String piece) {
            return piece.chars().anyMatch(c -> c < 0x80);
        }
    }
}
