package dev.ganglion.interchange;

import java.util.List;

/** Text of others that is to be written as UTF-8. */
public final class Texts {

    private static final char REPLACEMENT = '\uFFFD';

    private Texts() {}

    /** The texts, with U+FFFD for each half of a character: JSON can hold one, UTF-8 cannot. */
    public static List<String> wellFormed(List<String> texts) {
        return texts.stream().map(Texts::wellFormed).toList();
    }

    /** As {@link #wellFormed(List)}, of one text. */
    public static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return replaced(text);
            }
        }
        return text;
    }

    private static String replaced(String text) {
        StringBuilder replaced = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : c)
                .forEach(replaced::appendCodePoint);
        return replaced.toString();
    }
}
