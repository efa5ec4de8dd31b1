package dev.ganglion.events;

import dev.ganglion.events.json.FourDigits;
import java.util.List;

/** A table of means that is asked for the tokens of many texts. Immutable; safe for use by many threads. */
public final class TokenMeansLookup {

    private final TokenIndex index;
    private final ActivationValues means;
    private final float otherwise;

    TokenMeansLookup(TokenMeans table) {
        index = new TokenIndex(table.tokens());
        means = table.means();
        float mean = (float) table.otherwise();
        // Beyond a float it is an error where it is met with.
        otherwise = Float.isFinite(mean) ? FourDigits.round(mean) : mean;
    }

    /**
     * The mean on each token.
     *
     * @param tokens [tokens]
     * @return [tokens]
     * @throws IllegalArgumentException if one of them is beyond what an activation can be
     */
    public ActivationValues of(List<String> tokens) {
        int[] positions = index.positions(tokens);
        float[] found = new float[positions.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = positions[i] < 0 ? otherwise : means.get(positions[i]);
        }
        return ActivationValues.rounded(found);
    }
}
