package dev.ganglion.events.json;

/** Finds where an array or an object ends, eight bytes at a time, without reading what is in it. */
final class PlainNesting {

    private static final long QUOTES = '"' * EightBytes.EACH;
    private static final long BACKSLASHES = '\\' * EightBytes.EACH;

    /** Brackets and braces are one byte when these bits are set or not; a few other bytes are it too. */
    private static final long ALIKE = 0x26L * EightBytes.EACH;

    private static final long ALIKE_BRACKETS = (']' | 0x26L) * EightBytes.EACH;

    private PlainNesting() {}

    /**
     * Where the bracket or brace is that ends it; −1 if there is none.
     *
     * @param from behind the bracket or brace that begins it
     * @param limit the end of what may be read in {@code bytes}
     */
    static int end(byte[] bytes, int from, int limit) {
        int depth = 1;
        int at = from;
        while (at < limit) {
            at = next(bytes, at, limit);
            if (at == limit) {
                return -1;
            }
            switch (bytes[at]) {
                case '"' -> at = endOfString(bytes, at + 1, limit);
                case '[', '{' -> depth++;
                case ']', '}' -> {
                    depth--;
                    if (depth == 0) {
                        return at;
                    }
                }
                default -> {
                    // It only looked like one of these.
                }
            }
            at++;
        }
        return -1;
    }

    /** The next byte that may be a quote, a bracket or a brace. */
    private static int next(byte[] bytes, int from, int limit) {
        int at = from;
        for (; at + Long.BYTES <= limit; at += Long.BYTES) {
            long eight = EightBytes.at(bytes, at);
            long found = EightBytes.zeros(eight ^ QUOTES) | EightBytes.zeros((eight | ALIKE) ^ ALIKE_BRACKETS);
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        return at;
    }

    /** Where the quote is that ends it; at the limit if there is none. */
    private static int endOfString(byte[] bytes, int from, int limit) {
        int at = from;
        while (at < limit) {
            if (at + Long.BYTES <= limit) {
                long eight = EightBytes.at(bytes, at);
                long found = EightBytes.zeros(eight ^ QUOTES) | EightBytes.zeros(eight ^ BACKSLASHES);
                if (found == 0) {
                    at += Long.BYTES;
                    continue;
                }
                at += Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
            if (bytes[at] == '"') {
                return at;
            }
            at += bytes[at] == '\\' ? 2 : 1;
        }
        return limit;
    }
}
