package dev.ganglion.explainer.tokenlookup;

import java.util.regex.Pattern;

/**
 * A token in quotes, fit to be read: on one line, bounded, every character that cannot be seen written out. What is
 * invisible is listed here and not asked of the JDK, whose Unicode tables change.
 */
final class QuotedToken {

    private static final int LONGEST = 32;

    /** How a token that is no whole UTF-8 is written in records. */
    private static final Pattern BYTES = Pattern.compile("bytes:((?:\\\\x[0-9a-f]{2})+)");

    /** First and last code point of each range of characters without a look of their own. */
    private static final int[][] INVISIBLE = {
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

    private QuotedToken() {}

    static String of(String token) {
        var bytes = BYTES.matcher(token);
        if (bytes.matches()) {
            return "\"" + cut(bytes.group(1), 4 * LONGEST) + "\"";
        }
        StringBuilder quoted = new StringBuilder("\"");
        token.codePoints().limit(LONGEST).forEach(point -> append(point, quoted));
        return quoted.append(token.codePointCount(0, token.length()) > LONGEST ? "…\"" : "\"")
                .toString();
    }

    private static void append(int point, StringBuilder to) {
        switch (point) {
            case '"', '\\' -> to.append('\\').appendCodePoint(point);
            case '\n' -> to.append("\\n");
            case '\r' -> to.append("\\r");
            case '\t' -> to.append("\\t");
            default -> {
                if (invisible(point)) {
                    to.append("\\u{").append(Integer.toHexString(point)).append('}');
                } else {
                    to.appendCodePoint(point);
                }
            }
        }
    }

    private static boolean invisible(int point) {
        for (int[] range : INVISIBLE) {
            if (point >= range[0] && point <= range[1]) {
                return true;
            }
        }
        return false;
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }
}
