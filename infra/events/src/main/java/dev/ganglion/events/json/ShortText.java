package dev.ganglion.events.json;

/**
 * Texts of at most {@link #LONGEST} bytes of ASCII as two numbers, which are the same for the same text and for no
 * other: no byte of a text is zero, so they say how long it is. The empty text is two zeros.
 */
public final class ShortText {

    /** Longer ones are rare, and this many bytes are two numbers. */
    public static final int LONGEST = 2 * Long.BYTES;

    /** Odd numbers without a pattern in their bits: the golden ratio's fraction, and the square root of two's. */
    private static final long SPREAD_START = 0x9e3779b97f4a7c15L;

    private static final long SPREAD_REST = 0x6a09e667f3bcc909L;

    private ShortText() {}

    /** The first eight bytes, the very first lowest. */
    public static long start(byte[] bytes, int from, int length) {
        return PlainText.first(bytes, from, Math.min(length, Long.BYTES));
    }

    /** Those behind them. */
    public static long rest(byte[] bytes, int from, int length) {
        return length <= Long.BYTES ? 0 : PlainText.first(bytes, from + Long.BYTES, length - Long.BYTES);
    }

    /** A number of so many bits that differs for most different texts. */
    public static int spread(long start, long rest, int bits) {
        return (int) ((start * SPREAD_START ^ rest * SPREAD_REST) >>> Long.SIZE - bits);
    }

    /** Whether all of it is ASCII, and no character zero. (Half a surrogate pair would become ASCII as bytes.) */
    public static boolean isAscii(String text) {
        return text.chars().allMatch(character -> character > 0 && character < 0x80);
    }
}
