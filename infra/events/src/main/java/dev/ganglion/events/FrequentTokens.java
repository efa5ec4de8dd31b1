package dev.ganglion.events;

import java.nio.charset.StandardCharsets;

/**
 * Texts of tokens that were read before. A record has some five thousand tokens and few different ones, and while it waits
 * for an answer its strings are most of what a garbage collector has to move: so each is there once, as far as there is
 * room. A text that has another's place takes it; so what is frequent is found, and what is kept never grows beyond
 * {@value #PLACES} short texts, about a megabyte.
 *
 * <p>May be used by many threads without a lock: places are written and read whole, and whichever text stands there is
 * compared before it is used.
 */
final class FrequentTokens {

    private static final int PLACES = 1 << 14;

    /** Longer ones are rare. */
    private static final int LONGEST = 24;

    private final String[] places = new String[PLACES];

    /** The text of bytes that are printable ASCII. */
    String text(byte[] bytes, int start, int length) {
        if (length > LONGEST) {
            return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
        }
        int hash = 0;
        for (int i = start; i < start + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        int place = (hash ^ (hash >>> 14)) & (PLACES - 1);
        String known = places[place];
        if (known == null || !isText(known, bytes, start, length)) {
            known = new String(bytes, start, length, StandardCharsets.ISO_8859_1);
            places[place] = known;
        }
        return known;
    }

    private static boolean isText(String known, byte[] bytes, int start, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != bytes[start + i]) {
                return false;
            }
        }
        return true;
    }
}
