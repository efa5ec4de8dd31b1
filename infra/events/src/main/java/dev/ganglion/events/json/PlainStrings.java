package dev.ganglion.events.json;

/**
 * Finds where arrays of strings end in JSON, eight bytes at a time, and that each string is plain: printable ASCII and
 * {@linkplain PlainEscapes short escapes}, between two of them a comma and nothing else. For one thread.
 */
final class PlainStrings {

    /** Bytes that are looked at behind a quote or a backslash, which is the eighth at most. */
    private static final int AHEAD = 2;

    private final byte[] bytes;
    private final int limit;
    private int end;
    private int size;

    /** @param limit the end of what may be read in {@code bytes} */
    PlainStrings(byte[] bytes, int limit) {
        this.bytes = bytes;
        this.limit = limit;
    }

    /**
     * Passes over the elements of the array, the first of which starts here; false if there is none, if one is not plain, or if
     * the array ends where hardly anything follows it.
     */
    boolean readAt(int start) {
        int strings = 0;
        if (start >= limit || bytes[start] != '"') {
            return false;
        }
        int at = start + 1;
        while (at + Long.BYTES + AHEAD <= limit) {
            long special = PlainText.special(EightBytes.at(bytes, at));
            if (special == 0) {
                at += Long.BYTES;
                continue;
            }
            int quote = at + Long.numberOfTrailingZeros(special) / Byte.SIZE;
            if (bytes[quote] == '\\' && PlainEscapes.meaning(bytes[quote + 1]) != 0) {
                at = quote + 2;
                continue;
            }
            if (bytes[quote] != '"') {
                return false;
            }
            strings++;
            if (bytes[quote + 1] == ']') {
                end = quote + 1;
                size = strings;
                return true;
            }
            if (bytes[quote + 1] != ',' || bytes[quote + 2] != '"') {
                return false;
            }
            at = quote + 3;
        }
        return false;
    }

    /** Where the array's bracket is that closes it. */
    int end() {
        return end;
    }

    /** How many strings. */
    int size() {
        return size;
    }
}
