package dev.ganglion.scorer.viewer;

/**
 * Text of unknown origin as a page shows it: bounded, and with what would be invisible, or would rearrange the text around
 * it, made visible. Escaping for HTML is the template's.
 */
final class ShownText {

    private static final int LONGEST_TOKEN = 200;
    private static final String BYTES = "bytes:";

    private ShownText() {}

    /** A token, blanks and line breaks included. */
    static String token(String token) {
        if (token.isEmpty()) {
            return "∅";
        }
        return shown(token.startsWith(BYTES + "\\x") ? token.substring(BYTES.length()) : token, LONGEST_TOKEN);
    }

    /** A sentence or name, on one line. */
    static String prose(String text, int longest) {
        return shown(text.replaceAll("\\s+", " ").strip(), longest);
    }

    /** A part of a sentence, on one line; blanks at its ends stay. */
    static String inline(String text, int longest) {
        return shown(text.replaceAll("\\s+", " "), longest);
    }

    private static String shown(String text, int longest) {
        if (text.length() <= longest && text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(longest).forEach(character -> append(shown, character));
        return text.codePointCount(0, text.length()) > longest ? shown + "…" : shown.toString();
    }

    private static void append(StringBuilder shown, int character) {
        if (character == '\n') {
            shown.append('⏎');
        } else if (character == '\t') {
            shown.append('⇥');
        } else if (isHidden(character)) {
            shown.append(String.format("‹%02X›", character));
        } else {
            shown.appendCodePoint(character);
        }
    }

    private static boolean isHidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            // The joiner U+200D holds emoji together.
            case Character.FORMAT -> character != 0x200D;
            default -> false;
        };
    }
}
