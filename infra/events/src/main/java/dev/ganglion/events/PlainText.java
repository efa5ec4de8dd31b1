package dev.ganglion.events;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks at eight bytes at a time for where printable ASCII without quotes and backslashes ends: in a string of JSON, where what
 * may be taken as it stands ends. (Bit tricks: Henry S. Warren, Hacker's Delight, 6-1.)
 */
final class PlainText {

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EACH = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x80L * EACH;
    private static final long SPACES = ' ' * EACH;
    private static final long QUOTES = '"' * EACH;
    private static final long BACKSLASHES = '\\' * EACH;
    private static final long COMMAS = ',' * EACH;
    private static final long BRACKETS = ']' * EACH;
    private static final long DELETES = 0x7f * EACH;

    private PlainText() {}

    /** Where it ends that starts at {@code from}: at most {@code limit}. */
    static int end(byte[] bytes, int from, int limit) {
        int at = from;
        while (at + Long.BYTES <= limit) {
            long special = special(eight(bytes, at));
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

    /** Eight bytes, the first lowest. */
    static long eight(byte[] bytes, int at) {
        return (long) EIGHT_BYTES.get(bytes, at);
    }

    /** The highest bit of the first byte that is not plain is the lowest one set; those above it say nothing. */
    private static long special(long eight) {
        return neitherPlainNorQuote(eight) | zero(eight ^ QUOTES) & HIGHEST_BITS;
    }

    /** The same, of bytes that are no quotes either. */
    static long neitherPlainNorQuote(long eight) {
        return (eight | zero(eight ^ BACKSLASHES) | zero(eight ^ DELETES) | eight - SPACES & ~eight) & HIGHEST_BITS;
    }

    /** The highest bits of all bytes that are quotes, and nothing else. */
    static long quotes(long eight) {
        return zeros(eight ^ QUOTES);
    }

    /** The highest bits of all bytes that are zero, and nothing else. */
    static long zeros(long eight) {
        return ~((eight & ~HIGHEST_BITS) + ~HIGHEST_BITS | eight | ~HIGHEST_BITS);
    }

    /** The highest bit of the first byte behind which an array's element has ended, a comma or a closing bracket, lowest. */
    static long endsOfElements(long eight) {
        return (zero(eight ^ COMMAS) | zero(eight ^ BRACKETS)) & HIGHEST_BITS;
    }

    /** Marks the first byte that is zero, and perhaps others above it. */
    private static long zero(long eight) {
        return eight - EACH & ~eight;
    }

    /**
     * The first bytes, the very first lowest, and zeros above them.
     *
     * @param length 0 to 8
     */
    static long first(byte[] bytes, int from, int length) {
        if (from + Long.BYTES <= bytes.length) {
            return length == 0 ? 0 : eight(bytes, from) & -1L >>> Long.SIZE - Byte.SIZE * length;
        }
        long first = 0;
        for (int i = 0; i < length; i++) {
            first |= (bytes[from + i] & 0xffL) << Byte.SIZE * i;
        }
        return first;
    }
}
