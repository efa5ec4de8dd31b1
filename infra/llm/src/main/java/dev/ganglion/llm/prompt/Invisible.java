package dev.ganglion.llm.prompt;

/**
 * Characters without a look of their own: what cannot be seen, breaks a line or turns writing round. They are listed here
 * and not asked of the JDK, whose Unicode tables change: what is shown of a token is part of what was asked.
 */
public final class Invisible {

    /** First and last code point of each range. */
    private static final int[][] RANGES = {
        {0x00, 0x1f}, // controls
        {0x7f, 0xa0}, // controls, no-break space
        {0xad, 0xad}, // soft hyphen
        {0x61c, 0x61c}, // direction
        {0x1680, 0x1680}, // space
        {0x180e, 0x180e}, // separator
        {0x2000, 0x200f}, // spaces, joiners, directions
        {0x2028, 0x202f}, // line separators, directions
        {0x205f, 0x206f}, // spaces, directions
        {0x3000, 0x3000}, // space
        {0xd800, 0xf8ff}, // lone surrogates, private use
        {0xfe00, 0xfe0f}, // variants
        {0xfeff, 0xfeff}, // byte order mark
        {0xfff0, 0xffff}, // specials
        {0xe0000, 0x10ffff}, // tags, private use
    };

    private Invisible() {}

    /** Whether the code point is one of them; the ordinary space is not. */
    public static boolean is(int codePoint) {
        for (int[] range : RANGES) {
            if (codePoint <= range[1]) {
                return codePoint >= range[0];
            }
        }
        return false;
    }
}
