package dev.ganglion.events;

/**
 * Finds where arrays of strings end in JSON, eight bytes at a time, and that each string is plain: printable ASCII without
 * escapes, between two of them a comma and nothing else. For one thread.
 */
final class PlainStrings {

    private static final long QUOTES = '"' * EightBytes.EACH;

    /** Bytes that are looked at behind a quote. */
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
        boolean inside = false;
        int strings = 0;
        if (start >= limit || bytes[start] != '"') {
            return false;
        }
        for (int at = start; at + Long.BYTES + AHEAD <= limit; at += Long.BYTES) {
            long eight = EightBytes.at(bytes, at);
            long other = PlainText.neitherPlainNorQuote(eight);
            int plain = other == 0 ? Long.BYTES : Long.numberOfTrailingZeros(other) / Byte.SIZE;
            for (long quotes = EightBytes.zeros(eight ^ QUOTES); quotes != 0; quotes &= quotes - 1) {
                int quote = Long.numberOfTrailingZeros(quotes) / Byte.SIZE;
                if (quote > plain) {
                    return false;
                }
                inside = !inside;
                if (!inside) {
                    strings++;
                    int next = at + quote + 1;
                    if (bytes[next] == ']') {
                        end = next;
                        size = strings;
                        return true;
                    }
                    if (bytes[next] != ',' || bytes[next + 1] != '"') {
                        return false;
                    }
                }
            }
            if (other != 0) {
                return false;
            }
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
