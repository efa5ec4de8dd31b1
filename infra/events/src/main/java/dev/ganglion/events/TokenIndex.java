package dev.ganglion.events;

import dev.ganglion.events.json.PlainTokens;
import dev.ganglion.events.json.ShortText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds where in a list of tokens' texts a text is. Texts that were read from JSON are compared as they stand there: to find
 * a neuron's two thousand tokens takes less time than to make their strings. Immutable; safe for use by many threads.
 */
public final class TokenIndex {

    /** Places for each text, so that most are found where they are looked for first. */
    private static final int PLACES_EACH = 2;

    private static final int NOWHERE = -1;

    private final int bits;
    private final int mask;
    private final long[] starts; // [places]; 0 where none is
    private final long[] rests; // [places]
    private final int[] positions; // [places]
    private final Map<String, Integer> others = new HashMap<>(); // those that are no short text, or empty

    /** @param tokens of which each text is found where it is first */
    public TokenIndex(List<String> tokens) {
        bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, (long) PLACES_EACH * tokens.size() - 1));
        mask = (1 << bits) - 1;
        starts = new long[mask + 1];
        rests = new long[mask + 1];
        positions = new int[mask + 1];
        Arrays.fill(positions, NOWHERE);
        new Walk() {
            @Override
            void shortText(int position, long start, long rest) {
                int place = place(start, rest);
                if (positions[place] == NOWHERE) {
                    starts[place] = start;
                    rests[place] = rest;
                    positions[place] = position;
                }
            }

            @Override
            void otherText(int position, String text) {
                others.putIfAbsent(text, position);
            }
        }.over(tokens);
    }

    /**
     * Finds texts.
     *
     * @param texts [texts]
     * @return [texts], the position of each in the list, from 0; −1 for one that is not in it
     */
    public int[] positions(List<String> texts) {
        int[] found = new int[texts.size()];
        new Walk() {
            @Override
            void shortText(int position, long start, long rest) {
                found[position] = positions[place(start, rest)];
            }

            @Override
            void otherText(int position, String text) {
                found[position] = others.getOrDefault(text, NOWHERE);
            }
        }.over(texts);
        return found;
    }

    /** Where the text is, or would be. There is always a free place, as there are more of them than texts. */
    private int place(long start, long rest) {
        int place = ShortText.spread(start, rest, bits);
        while (starts[place] != 0 && (starts[place] != start || rests[place] != rest)) {
            place = place + 1 & mask;
        }
        return place;
    }

    /** Goes through a list of texts; the same text is either always short or always another. */
    private abstract static class Walk implements PlainTokens.TextReader {

        private int next;

        abstract void shortText(int position, long start, long rest);

        abstract void otherText(int position, String text);

        final void over(List<String> texts) {
            if (texts instanceof PlainTokens plain) {
                plain.read(this);
                return;
            }
            for (String text : texts) {
                if (ShortText.isAscii(text)) {
                    text(text.getBytes(StandardCharsets.US_ASCII), 0, text.length());
                } else {
                    otherText(next++, text);
                }
            }
        }

        @Override
        public final void text(byte[] bytes, int from, int length) {
            if (length == 0 || length > ShortText.LONGEST) {
                otherText(next++, new String(bytes, from, length, StandardCharsets.ISO_8859_1));
            } else {
                shortText(next++, ShortText.start(bytes, from, length), ShortText.rest(bytes, from, length));
            }
        }
    }
}
