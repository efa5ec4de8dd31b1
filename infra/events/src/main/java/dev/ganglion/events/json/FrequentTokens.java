package dev.ganglion.events.json;

import java.nio.charset.StandardCharsets;

/**
 * Texts of tokens that were read before. A record has some five thousand tokens and few different ones, and while it waits
 * for an answer its strings are most of what a garbage collector has to move: so each is there once, as far as there is
 * room. A text that has another's place takes it; so what is frequent is found, and what is kept never grows beyond
 * {@value #PLACES} short texts, one and a half megabytes.
 *
 * <p>May be used by many threads without a lock: what stands at a place never changes, and is compared before it is used.
 */
final class FrequentTokens {

    /** For all events of this process. */
    static final FrequentTokens SHARED = new FrequentTokens();

    private static final int PLACES_BITS = 14;
    private static final int PLACES = 1 << PLACES_BITS;

    private final Token[] places = new Token[PLACES];

    /** A text, and the numbers that it is as a {@link ShortText}. */
    private record Token(long start, long rest, String text) {}

    /** The text of bytes that are ASCII, none of them zero. */
    String text(byte[] bytes, int from, int length) {
        if (length > ShortText.LONGEST) {
            return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        }
        long start = ShortText.start(bytes, from, length);
        long rest = ShortText.rest(bytes, from, length);
        int place = ShortText.spread(start, rest, PLACES_BITS);
        Token known = places[place];
        if (known == null || known.start != start || known.rest != rest) {
            known = new Token(start, rest, new String(bytes, from, length, StandardCharsets.ISO_8859_1));
            places[place] = known;
        }
        return known.text;
    }
}
