package dev.ganglion.subject.collation;

import dev.ganglion.subject.corpus.Excerpt;
import java.util.Arrays;
import java.util.List;

/**
 * Excerpts that run through the model together, and the order in which their counted positions are gone through: token by
 * token, so that a token's sums are added to once. The same for all layers. Immutable.
 */
final class ExcerptBatch {

    /** The slot of a token that no sums are kept of. */
    static final int NO_SLOT = -1;

    private final List<Excerpt> excerpts;
    private final int[] positions; // excerpt × tokens + position [counted]
    private final int[] slots; // of the token at each of those [counted]

    ExcerptBatch(List<Excerpt> excerpts, TableTokens tokens) {
        this.excerpts = excerpts;
        int length = excerpts.get(0).length();
        long[] keys = new long[excerpts.size() * (length - 1)];
        int at = 0;
        for (int i = 0; i < excerpts.size(); i++) {
            for (int position = 1; position < length; position++) {
                int slot = tokens.slot(excerpts.get(i).token(position));
                keys[at++] = (long) slot << 32 | (i * length + position);
            }
        }
        Arrays.sort(keys);
        positions = Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
        slots = Arrays.stream(keys).mapToInt(key -> (int) (key >> 32)).toArray();
    }

    List<Excerpt> excerpts() {
        return excerpts;
    }

    int size() {
        return excerpts.size();
    }

    Excerpt excerpt(int index) {
        return excerpts.get(index);
    }

    /** How many positions count. */
    int counted() {
        return positions.length;
    }

    /** The place of a counted position in the batch, excerpt × tokens + position. */
    int position(int index) {
        return positions[index];
    }

    /** The slot of the token there, or {@link #NO_SLOT}; ascending. */
    int slot(int index) {
        return slots[index];
    }
}
