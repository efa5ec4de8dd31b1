package dev.ganglion.scorer.scoring;

import dev.ganglion.events.Estimate;
import java.util.Arrays;

/**
 * What a judge said of excerpts that fire and of others, and how well it tells them apart. Both kinds are there.
 *
 * <p>The shares of right judgements are taken of each kind by itself, so a judge that always says the same gets a
 * balanced accuracy and an area of 0.5, whatever the proportion of the two.
 */
final class Discrimination {

    private final boolean[] fires; // [excerpts]
    private final boolean[] judged; // [excerpts]
    private final double[] probabilities; // [excerpts], or null
    private final int positives;
    private final int negatives;
    private final int truePositives;
    private final int falsePositives;

    /**
     * @param fires whether each excerpt fires; at least one does and one does not
     * @param judged whether it was judged to
     * @param probabilities the probability of that judgement; null if the judge gave none
     */
    Discrimination(boolean[] fires, boolean[] judged, double[] probabilities) {
        if (fires.length != judged.length || probabilities != null && probabilities.length != fires.length) {
            throw new IllegalArgumentException("every excerpt has one judgement and one probability");
        }
        this.fires = fires;
        this.judged = judged;
        this.probabilities = probabilities;
        this.positives = count(true, true) + count(true, false);
        this.negatives = fires.length - positives;
        if (positives == 0 || negatives == 0) {
            throw new IllegalArgumentException("nothing can be told apart where there is one kind");
        }
        this.truePositives = count(true, true);
        this.falsePositives = count(false, true);
    }

    /** Mean of the share of positives and the share of negatives that were judged rightly. */
    Estimate balancedAccuracy() {
        int trueNegatives = negatives - falsePositives;
        double sensitivity = (double) truePositives / positives;
        double specificity = (double) trueNegatives / negatives;
        return estimate(
                (sensitivity + specificity) / 2,
                Interval.ofMean(
                        sensitivity,
                        Interval.ofProportion(truePositives, positives),
                        specificity,
                        Interval.ofProportion(trueNegatives, negatives)));
    }

    /**
     * Area under the ROC curve: the probability that a positive got a higher probability than a negative, ties counting
     * half. Without probabilities it would be the balanced accuracy by another name.
     */
    Estimate auc() {
        if (probabilities == null) {
            return Estimate.undefined(Undefined.NO_PROBABILITIES);
        }
        double area = area();
        return estimate(area, Interval.ofArea(area, positives, negatives));
    }

    /** Of those judged to fire, the share that does. */
    Estimate precision() {
        int all = truePositives + falsePositives;
        return all == 0
                ? Estimate.undefined(Undefined.NONE_JUDGED_TO_FIRE)
                : estimate((double) truePositives / all, Interval.ofProportion(truePositives, all));
    }

    /** Of those that fire, the share that was judged to. */
    Estimate recall() {
        return estimate((double) truePositives / positives, Interval.ofProportion(truePositives, positives));
    }

    /** Harmonic mean of precision and recall; 0 where nothing that fires was found. */
    Estimate f1() {
        int all = positives + falsePositives;
        double share = (double) truePositives / all;
        return estimate(
                2 * share / (1 + share),
                Interval.ofProportion(truePositives, all).ofShareAsF1());
    }

    private double area() {
        double[] ofPositives = sorted(true);
        double[] ofNegatives = sorted(false);
        double wins = 0;
        int below = 0;
        int upTo = 0;
        for (double probability : ofPositives) {
            while (below < negatives && ofNegatives[below] < probability) {
                below++;
            }
            while (upTo < negatives && ofNegatives[upTo] <= probability) {
                upTo++;
            }
            wins += (below + upTo) / 2.0;
        }
        return wins / ((double) positives * negatives);
    }

    private double[] sorted(boolean firing) {
        double[] values = new double[firing ? positives : negatives];
        int at = 0;
        for (int i = 0; i < fires.length; i++) {
            if (fires[i] == firing) {
                values[at++] = probabilities[i];
            }
        }
        Arrays.sort(values);
        return values;
    }

    private int count(boolean firing, boolean judgedTo) {
        int count = 0;
        for (int i = 0; i < fires.length; i++) {
            count += fires[i] == firing && judged[i] == judgedTo ? 1 : 0;
        }
        return count;
    }

    /** The last digits of an end may lie on the wrong side of the value. */
    private static Estimate estimate(double value, Interval interval) {
        return Estimate.of(value, Math.min(value, interval.low()), Math.max(value, interval.high()));
    }
}
