package dev.ganglion.events.json;

import java.util.Arrays;

/** Escapes in JSON's strings that stand for one character of ASCII: a line break or a quote, as most texts have them. */
final class PlainEscapes {

    private PlainEscapes() {}

    /** What a backslash and this character stand for; 0 if for nothing, or for something that is written by its number. */
    static byte meaning(byte escaped) {
        return switch (escaped) {
            case '"', '\\', '/' -> escaped;
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> 0;
        };
    }

    /**
     * Where the quote is that ends a string.
     *
     * @param from in a string of printable ASCII and these escapes, not between a backslash and what it escapes
     */
    static int end(byte[] json, int from) {
        int at = PlainText.end(json, from, json.length);
        while (json[at] == '\\') {
            at = PlainText.end(json, at + 2, json.length);
        }
        return at;
    }

    /** Whether there is one in these bytes. */
    static boolean in(byte[] json, int from, int length) {
        return PlainText.end(json, from, from + length) < from + length;
    }

    /** The text without escapes. */
    static byte[] resolved(byte[] json, int from, int length) {
        byte[] into = new byte[length];
        int size = 0;
        for (int at = from; at < from + length; at++) {
            into[size++] = json[at] == '\\' ? meaning(json[++at]) : json[at];
        }
        return Arrays.copyOf(into, size);
    }
}
