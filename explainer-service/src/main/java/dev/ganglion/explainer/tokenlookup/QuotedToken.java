package dev.ganglion.explainer.tokenlookup;

import dev.ganglion.llm.prompt.Invisible;
import java.util.regex.Pattern;

/**
 * A token in quotes, fit to be read: on one line, bounded, every character that cannot be seen written out.
 */
final class QuotedToken {

    private static final int LONGEST = 32;

    /** How a token that is no whole UTF-8 is written in records. */
    private static final Pattern BYTES = Pattern.compile("bytes:((?:\\\\x[0-9a-f]{2})+)");

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
                if (Invisible.is(point)) {
                    to.append("\\u{").append(Integer.toHexString(point)).append('}');
                } else {
                    to.appendCodePoint(point);
                }
            }
        }
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }
}
