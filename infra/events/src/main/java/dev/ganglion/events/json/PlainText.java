package dev.ganglion.events.json;

import static dev.ganglion.events.json.EightBytes.EACH;
import static dev.ganglion.events.json.EightBytes.HIGHEST_BITS;
import static dev.ganglion.events.json.EightBytes.firstZero;

/**
 * Looks at eight bytes at a time for where printable ASCII without quotes and backslashes ends: in a string of JSON, where what
 * may be taken as it stands ends.
 */
final class PlainText {

    private static final long SPACES = ' ' * EACH;
    private static final long QUOTES = '"' * EACH;
    private static final long BACKSLASHES = '\\' * EACH;
    private static final long DELETES = 0x7f * EACH;

    private PlainText() {}

    /** Where it ends that starts at {@code from}: at most {@code limit}. */
    static int end(byte[] bytes, int from, int limit) {
        int at = from;
        while (at + Long.BYTES <= limit) {
            long special = special(EightBytes.at(bytes, at));
            if (special != 0) {
                return at + Long.numberOfTrailingZeros(special) / Byte.SIZE;
            }
            at += Long.BYTES;
        }
        while (at < limit && isPlain(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isPlain(byte b) {
        return b >= ' ' && b != '"' && b != '\\' && b != 0x7f;
    }

    /** The highest bit of the first byte that is not plain is the lowest one set; those above it say nothing. */
    static long special(long eight) {
        return (eight
                        | firstZero(eight ^ QUOTES)
                        | firstZero(eight ^ BACKSLASHES)
                        | firstZero(eight ^ DELETES)
                        | eight - SPACES & ~eight)
                & HIGHEST_BITS;
    }

    /**
     * The first bytes, the very first lowest, and zeros above them.
     *
     * @param length 0 to 8
     */
    static long first(byte[] bytes, int from, int length) {
        if (from + Long.BYTES <= bytes.length) {
            return length == 0 ? 0 : EightBytes.at(bytes, from) & -1L >>> Long.SIZE - Byte.SIZE * length;
        }
        long first = 0;
        for (int i = 0; i < length; i++) {
            first |= (bytes[from + i] & 0xffL) << Byte.SIZE * i;
        }
        return first;
    }
}
