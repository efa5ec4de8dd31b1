package dev.ganglion.simulator.judging;

import dev.ganglion.events.Excerpt;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.Split;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which of a record's held-out excerpts there are to judge. Those of the split calibration are left out: among candidates
 * the best is chosen on them.
 *
 * @param positives those that fire, of any set
 * @param negatives silent ones: all that were chosen regardless of the neuron, then a few hard ones. Hard are those that
 *     the record has as such, in its order, and where they are too few, those of lower quantiles that hold a token at which a
 *     positive has its maximum
 */
record Choice(List<Excerpt> positives, List<Excerpt> negatives) {

    static Choice of(Explanation explanation, Thresholds thresholds, int hardNegatives, Chance chance) {
        List<Excerpt> positives = new ArrayList<>();
        List<Excerpt> random = new ArrayList<>();
        List<Excerpt> hard = new ArrayList<>();
        List<Excerpt> lower = new ArrayList<>();
        for (Excerpt excerpt : explanation.heldOut()) {
            if (excerpt.split() == Split.CALIBRATION) {
                continue;
            }
            if (thresholds.fires(excerpt)) {
                positives.add(excerpt);
            } else if (thresholds.silent(excerpt)) {
                switch (excerpt.set()) {
                    case RANDOM -> random.add(excerpt);
                    case HARD_NEGATIVE -> hard.add(excerpt);
                    case TOP, QUANTILE -> lower.add(excerpt);
                }
            }
        }
        Set<String> peaks = new HashSet<>();
        positives.forEach(excerpt -> peaks.add(excerpt.tokens().get(peak(excerpt))));
        List<Excerpt> negatives = new ArrayList<>(random);
        chance.shuffled("hard negatives", lower).stream()
                .filter(excerpt -> excerpt
                        .tokens()
                        .subList(Excerpt.FIRST_COUNTED, excerpt.tokens().size())
                        .stream()
                        .anyMatch(peaks::contains))
                .forEach(hard::add);
        negatives.addAll(hard.subList(0, Math.min(hardNegatives, hard.size())));
        return new Choice(positives, negatives);
    }

    boolean enough(int atLeast) {
        return positives.size() >= atLeast && negatives.size() >= atLeast;
    }

    /** Where an excerpt has its maximum. */
    private static int peak(Excerpt excerpt) {
        int peak = Excerpt.FIRST_COUNTED;
        for (int i = peak + 1; i < excerpt.activations().size(); i++) {
            if (excerpt.activations().get(i) > excerpt.activations().get(peak)) {
                peak = i;
            }
        }
        return peak;
    }
}
