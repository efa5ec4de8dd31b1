package dev.ganglion.events;

import java.nio.charset.StandardCharsets;

/**
 * Texts of tokens that were read lately: an event has thousands, mostly the same few, and one string serves for all. Bounded:
 * a text takes the place of another. Threads may overwrite each other's entries, which costs a text made twice.
 */
final class KnownTokens {

    private static final int LONGEST = 24;
    private static final int PLACES = 1 << 14;
    private static final String[] TEXTS = new String[PLACES];

    private KnownTokens() {}

    /**
     * The text of these ASCII bytes.
     *
     * @param hash of the bytes, whichever
     */
    static String text(byte[] bytes, int from, int length, int hash) {
        if (length > LONGEST) {
            return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        }
        int place = (hash ^ hash >>> 14) & PLACES - 1;
        String known = TEXTS[place];
        if (known != null && known.length() == length && same(known, bytes, from)) {
            return known;
        }
        String text = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        TEXTS[place] = text;
        return text;
    }

    private static boolean same(String known, byte[] bytes, int from) {
        for (int i = 0; i < known.length(); i++) {
            if (known.charAt(i) != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }
}
