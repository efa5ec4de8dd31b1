package dev.ganglion.interchange;

import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.Split;
import java.util.List;

/**
 * Deals the excerpts of a published record out to splits, as the paper does (section "Methodology") and as this project's own
 * collation does: top ones to train, calibration, valid and test in turn, random ones to calibration, valid and test, at most
 * five in each; what is left over, and all others, to none.
 */
public final class Splits {

    private static final int PER_SPLIT = 5;
    private static final List<Split> OF_TOP = List.of(Split.TRAIN, Split.CALIBRATION, Split.VALID, Split.TEST);
    private static final List<Split> OF_RANDOM = List.of(Split.CALIBRATION, Split.VALID, Split.TEST);

    private Splits() {}

    /**
     * The split of an excerpt.
     *
     * @param index its place in its set, from 0
     * @param count how many there are in its set
     */
    public static Split of(ExcerptSet set, int index, int count) {
        List<Split> turns = set == ExcerptSet.TOP ? OF_TOP : set == ExcerptSet.RANDOM ? OF_RANDOM : List.of();
        if (turns.isEmpty()) {
            return Split.NONE;
        }
        int perSplit = Math.min(PER_SPLIT, count / turns.size());
        return index < perSplit * turns.size() ? turns.get(index % turns.size()) : Split.NONE;
    }
}
