package dev.ganglion.subject.collation;

import java.util.List;

/**
 * Deals excerpts out to splits in turn, so that each split has strong and weak ones: the top ones to train, calibration,
 * valid and test, the random ones to calibration, valid and test, quantile ones
 * and hard negatives to none. A split has at most five of
 * each set, and all splits have as many; what is left over is in none.
 */
final class Splits {

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
    static Split of(ExcerptSet set, int index, int count) {
        return of(set, index, count, PER_SPLIT);
    }

    /** As {@link #of(ExcerptSet, int, int)}, with another bound on how many of a set are in a split. */
    static Split of(ExcerptSet set, int index, int count, int mostPerSplit) {
        List<Split> turns = turns(set);
        if (turns.isEmpty()) {
            return Split.NONE;
        }
        int perSplit = Math.min(mostPerSplit, count / turns.size());
        return index < perSplit * turns.size() ? turns.get(index % turns.size()) : Split.NONE;
    }

    private static List<Split> turns(ExcerptSet set) {
        return switch (set) {
            case TOP -> OF_TOP;
            case RANDOM -> OF_RANDOM;
            case QUANTILE, HARD_NEGATIVE -> List.of();
        };
    }
}
