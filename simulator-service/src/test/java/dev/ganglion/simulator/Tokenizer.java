package dev.ganglion.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * Some language model's tokenizer, on bytes: it cuts anywhere, in the middle of a character too, and folds tabs and line
 * breaks into what is before and after them.
 *
 * @param seed of the cuts
 * @param longest most bytes between two cuts, about
 * @param spelling how tokens are written that are no whole UTF-8
 */
public record Tokenizer(long seed, int longest, Spelling spelling) {

    /** How servers write a token that is no whole UTF-8. */
    public enum Spelling {
        REPLACEMENT,
        BYTES,
        ESCAPED
    }

    /**
     * A stretch of text that a cut must not be in, or must be in.
     *
     * @param from offset in the text
     * @param to behind its last character
     */
    public record Stretch(int from, int to) {}

    /**
     * A token.
     *
     * @param from byte in the text
     * @param spelled as the server writes it
     */
    public record Piece(int from, int to, String spelled) {}

    /**
     * Cuts a text.
     *
     * @param whole stretches without a cut in them
     * @param cut stretches that do not fit into one token: there is a cut behind their first character or later
     */
    public List<Piece> pieces(String text, List<Stretch> whole, List<Stretch> cut) {
        Random random = new Random(seed + text.hashCode());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        TreeSet<Integer> cuts = new TreeSet<>();
        for (int at = 1 + random.nextInt(longest); at < bytes.length; at += 1 + random.nextInt(longest)) {
            cuts.add(at);
        }
        for (Stretch stretch : whole) {
            int from = offset(text, stretch.from());
            cuts.subSet(from, false, offset(text, stretch.to()), false).clear();
        }
        for (Stretch stretch : cut) {
            int from = offset(text, stretch.from());
            cuts.add(from + 1 + random.nextInt(offset(text, stretch.to()) - from));
        }
        cuts.add(bytes.length);
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        for (int to : cuts) {
            pieces.add(new Piece(from, to, spelled(bytes, from, to)));
            from = to;
        }
        return pieces;
    }

    /** Where a character is in the text's UTF-8. */
    public static int offset(String text, int character) {
        return text.substring(0, character).getBytes(StandardCharsets.UTF_8).length;
    }

    private String spelled(byte[] bytes, int from, int to) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            if (spelling == Spelling.REPLACEMENT) {
                return new String(bytes, from, to - from, StandardCharsets.UTF_8);
            }
            StringBuilder spelled = new StringBuilder(spelling == Spelling.BYTES ? "bytes:" : "");
            for (int i = from; i < to; i++) {
                spelled.append(bytes[i] >= 0 ? Character.toString(bytes[i]) : String.format("\\x%02x", bytes[i]));
            }
            return spelled.toString();
        }
    }
}
