package dev.ganglion.llm.prompt;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A subject model's token as a prompt shows it. What is shown is on one line, has no tab, cannot be taken for a marker of a
 * prompt and holds no special token of a server's tokenizer; and it can be read back, so two tokens never look the same.
 *
 * <p>Ordinary tokens stay as they are, leading space included. In others, a character that would do harm is written
 * {@code \n}, {@code \r}, {@code \t}, <code>\\</code> or <code>\&#117;{3c}</code>, and a token that is no whole UTF-8,
 * {@code bytes:\xe2\x80} in events, is shown as its bytes, {@code \xe2\x80}. These do harm:
 *
 * <ul>
 *   <li>what cannot be seen ({@link Invisible}), and the backslash;
 *   <li>the {@code <} of what looks like a marker or a special token: {@code <start>}, {@code </s>}, {@code <|endoftext|>};
 *   <li>the {@code [} of <code>[INST]</code> and its like: at least two capitals in brackets;
 *   <li>the marks of highlighted text, {@link #OPEN} and {@link #CLOSE}.
 * </ul>
 */
public final class ShownToken {

    /** Opens a highlighted run of tokens; in no shown token. */
    public static final char OPEN = '⟦';

    /** Closes a highlighted run of tokens; in no shown token. */
    public static final char CLOSE = '⟧';

    /** How events write a token that is no whole UTF-8. */
    private static final String BYTES = "bytes:";

    private static final Pattern ONLY_BYTES = Pattern.compile("(?:\\\\x[0-9a-f]{2})+");

    /** A {@code <} or <code>[</code> that begins what some tokenizer may read as a single special token. */
    private static final Pattern SPECIAL = Pattern.compile("<(?=[|｜]|[^<>\\s]*+>)|\\[(?=/?[a-z]?[A-Z][A-Z_]++])");

    private ShownToken() {}

    /** The token as it is shown: without tab, line break, or anything that is read as more than itself. */
    public static String of(String token) {
        return isBytes(token) ? token.substring(BYTES.length()) : text(token);
    }

    /**
     * The token that is shown so: {@code token(of(t))} is {@code t}.
     *
     * @throws IllegalArgumentException with one sentence, if no token is
     */
    public static String token(String shown) {
        if (ONLY_BYTES.matcher(shown).matches()) {
            return BYTES + shown;
        }
        int escape = shown.indexOf('\\');
        if (escape < 0) {
            return shown;
        }
        StringBuilder token = new StringBuilder(shown.length());
        int from = 0;
        while (escape >= 0) {
            token.append(shown, from, escape);
            from = unescape(shown, escape + 1, token);
            escape = shown.indexOf('\\', from);
        }
        return token.append(shown, from, shown.length()).toString();
    }

    /** Whether events write it as bytes. */
    static boolean isBytes(String token) {
        return token.startsWith(BYTES)
                && ONLY_BYTES
                        .matcher(token)
                        .region(BYTES.length(), token.length())
                        .matches();
    }

    /** The bytes of a token for which {@link #isBytes} holds. */
    static byte[] bytes(String token) {
        return HexFormat.of().parseHex(token.substring(BYTES.length()).replace("\\x", ""));
    }

    /** Escapes text of any origin, one token or many. */
    static String text(String text) {
        Matcher special = SPECIAL.matcher(text);
        int next = special.find() ? special.start() : -1;
        StringBuilder shown = null;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            if (i == next || harmful(point)) {
                shown = shown == null ? new StringBuilder(text.length() + 16).append(text, 0, i) : shown;
                escape(point, shown);
                next = i == next ? special.find() ? special.start() : -1 : next;
            } else if (shown != null) {
                shown.appendCodePoint(point);
            }
            i += Character.charCount(point);
        }
        return shown == null ? text : shown.toString();
    }

    private static boolean harmful(int point) {
        return point == '\\' || point == OPEN || point == CLOSE || Invisible.is(point);
    }

    private static void escape(int point, StringBuilder to) {
        switch (point) {
            case '\\' -> to.append("\\\\");
            case '\n' -> to.append("\\n");
            case '\r' -> to.append("\\r");
            case '\t' -> to.append("\\t");
            default -> to.append("\\u{").append(Integer.toHexString(point)).append('}');
        }
    }

    /** Reads what follows a backslash; returns where it ends. */
    private static int unescape(String shown, int at, StringBuilder to) {
        switch (at < shown.length() ? shown.charAt(at) : 0) {
            case '\\' -> to.append('\\');
            case 'n' -> to.append('\n');
            case 'r' -> to.append('\r');
            case 't' -> to.append('\t');
            case 'u' -> {
                int end = shown.indexOf('}', at);
                to.appendCodePoint(point(shown, at + 1, end));
                return end + 1;
            }
            default -> throw new IllegalArgumentException("a backslash at " + (at - 1) + " that begins no escape");
        }
        return at + 1;
    }

    private static int point(String shown, int open, int close) {
        int digits = close - open - 1;
        if (digits < 1 || digits > 6 || shown.charAt(open) != '{') {
            throw new IllegalArgumentException("a \\u at " + (open - 2) + " without its {…}");
        }
        try {
            int point = HexFormat.fromHexDigits(shown, open + 1, close);
            if (Character.isValidCodePoint(point)) {
                return point;
            }
        } catch (NumberFormatException e) {
            // As good as out of range.
        }
        throw new IllegalArgumentException("a \\u{…} at " + (open - 2) + " that is no character");
    }
}
