package dev.ganglion.scorer.results.comparison;

import dev.ganglion.scorer.scoring.StudentT;

/**
 * How much better b is than a, over the pairs where both scores are defined. A mean is null without a pair, and an interval
 * without two that differ; {@code noInterval} says why.
 *
 * @param pairs how many
 * @param meanA mean score of a
 * @param meanB mean score of b
 * @param mean of the differences, b less a
 * @param low lower end of a 95 % confidence interval of the mean difference; null without one
 * @param high upper end
 * @param noInterval why there is no interval, or null
 * @param better pairs with the higher score from b
 * @param worse pairs with the higher score from a
 */
public record Difference(
        long pairs,
        Double meanA,
        Double meanB,
        Double mean,
        Double low,
        Double high,
        String noInterval,
        Share better,
        Share equal,
        Share worse) {

    static final String NO_PAIR = "no neuron has a defined score of both";
    static final String ONE_PAIR = "one pair alone does not tell how much pairs vary";
    static final String ALL_EQUAL =
            "all pairs differ by the same amount, which does not tell how much others would vary";

    private static final double CONFIDENCE = 0.95;

    /** Below this, the variance is what rounding leaves of none: scores are at most 1. */
    private static final double NO_VARIANCE = 1e-24;

    /**
     * Part of the pairs.
     *
     * @param share of all pairs, 0 to 1; null without any
     */
    public record Share(long pairs, Double share) {}

    /**
     * With the interval of a paired t test: mean ± t(97.5 %, n − 1) · √(variance / n). It needs no more than sums, so that it
     * holds for as many neurons as there are, and no end of it is beyond what scores can differ by.
     */
    static Difference of(PairSums sums, Measure measure) {
        long pairs = sums.defined();
        String noInterval = noInterval(pairs, sums.variance());
        Double low = null;
        Double high = null;
        if (noInterval == null) {
            double half = StudentT.twoSided(CONFIDENCE, pairs - 1) * Math.sqrt(sums.variance() / pairs);
            low = Math.max(-measure.span(), sums.mean() - half);
            high = Math.min(measure.span(), sums.mean() + half);
        }
        return new Difference(
                pairs,
                sums.meanA(),
                sums.meanB(),
                sums.mean(),
                low,
                high,
                noInterval,
                share(sums.better(), pairs),
                share(sums.equal(), pairs),
                share(sums.worse(), pairs));
    }

    private static String noInterval(long pairs, Double variance) {
        if (pairs == 0) {
            return NO_PAIR;
        }
        if (pairs == 1) {
            return ONE_PAIR;
        }
        return variance < NO_VARIANCE ? ALL_EQUAL : null;
    }

    private static Share share(long some, long pairs) {
        return new Share(some, pairs == 0 ? null : Double.valueOf((double) some / pairs));
    }
}
