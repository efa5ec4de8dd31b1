package dev.ganglion.events;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the mean of each token of a text. Tokens that were read from JSON are compared as they stand there: to look up a
 * neuron's two thousand tokens takes less time than to make their strings. Immutable; safe for use by many threads.
 */
public final class TokenMeansLookup {

    /** Places for each entry, so that most are found where they are looked for first. */
    private static final int PLACES_EACH = 2;

    private final int bits;
    private final int mask;
    private final long[] starts; // [places]; 0 where none is
    private final long[] rests; // [places]
    private final float[] means; // [places]
    private final Map<String, Float> others = new HashMap<>(); // those that are no short text, or empty
    private final float otherwise;

    TokenMeansLookup(TokenMeans table) {
        int entries = table.tokens().size();
        bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, (long) PLACES_EACH * entries - 1));
        mask = (1 << bits) - 1;
        starts = new long[mask + 1];
        rests = new long[mask + 1];
        means = new float[mask + 1];
        float mean = (float) table.otherwise();
        // Beyond a float it is an error where it is met with.
        otherwise = Float.isFinite(mean) ? FourDigits.round(mean) : mean;
        new Walk() {
            @Override
            void shortText(int index, long start, long rest) {
                int place = place(start, rest);
                starts[place] = start;
                rests[place] = rest;
                means[place] = table.means().get(index);
            }

            @Override
            void otherText(int index, String text) {
                others.put(text, table.means().get(index));
            }
        }.over(table.tokens());
    }

    /**
     * The mean on each token.
     *
     * @param tokens [tokens]
     * @return [tokens]
     * @throws IllegalArgumentException if one of them is beyond what an activation can be
     */
    public ActivationValues of(List<String> tokens) {
        float[] found = new float[tokens.size()];
        new Walk() {
            @Override
            void shortText(int index, long start, long rest) {
                int place = place(start, rest);
                found[index] = starts[place] == 0 ? otherwise : means[place];
            }

            @Override
            void otherText(int index, String text) {
                found[index] = others.getOrDefault(text, otherwise);
            }
        }.over(tokens);
        return ActivationValues.rounded(found);
    }

    /** Where the text is, or would be. There is always a free place, as there are more of them than entries. */
    private int place(long start, long rest) {
        int place = ShortText.spread(start, rest, bits);
        while (starts[place] != 0 && (starts[place] != start || rests[place] != rest)) {
            place = place + 1 & mask;
        }
        return place;
    }

    /** Goes through a list of tokens; the same text is either always short or always another. */
    private abstract static class Walk implements PlainTokens.TextReader {

        private int index;

        abstract void shortText(int index, long start, long rest);

        abstract void otherText(int index, String text);

        final void over(List<String> tokens) {
            if (tokens instanceof PlainTokens plain) {
                plain.read(this);
                return;
            }
            for (String token : tokens) {
                byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
                if (PlainText.end(bytes, 0, bytes.length) == bytes.length) {
                    text(bytes, 0, bytes.length);
                } else {
                    otherText(index++, token);
                }
            }
        }

        @Override
        public final void text(byte[] bytes, int from, int length) {
            if (length == 0 || length > ShortText.LONGEST) {
                otherText(index++, new String(bytes, from, length, StandardCharsets.ISO_8859_1));
            } else {
                shortText(index++, ShortText.start(bytes, from, length), ShortText.rest(bytes, from, length));
            }
        }
    }
}
