package dev.ganglion.scorer.scoring;

/**
 * A 95 % confidence interval within 0 to 1. All kinds here solve for the values that the data do not speak against, so they
 * have a width even where everything was right or wrong; a percentile bootstrap has none there.
 *
 * @param low at most {@code high}
 */
record Interval(double low, double high) {

    /** 97.5 % of a normal distribution is below this. */
    private static final double Z = 1.959963984540054;

    private static final int BISECTIONS = 60;

    /**
     * Wilson's score interval for a proportion (1927).
     *
     * @param successes of {@code trials}
     * @param trials above 0
     */
    static Interval ofProportion(int successes, int trials) {
        double share = (double) successes / trials;
        double weight = Z * Z / trials;
        double centre = (share + weight / 2) / (1 + weight);
        double half = Z / (1 + weight) * Math.sqrt(share * (1 - share) / trials + weight / (4 * trials));
        return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
    }

    /**
     * For the mean of two independent proportions, from the interval of each: half the distances to the ends, squared and
     * added ("MOVER", Zou and Donner 2008).
     */
    static Interval ofMean(double one, Interval ofOne, double other, Interval ofOther) {
        double mean = (one + other) / 2;
        return new Interval(
                Math.max(0, mean - Math.hypot(one - ofOne.low, other - ofOther.low) / 2),
                Math.min(1, mean + Math.hypot(ofOne.high - one, ofOther.high - other) / 2));
    }

    /**
     * For the area under a ROC curve: all areas whose standard error, as it would be at that area, does not rule out the
     * measured one (Newcombe 2006, "method 5"; the variance is Hanley and McNeil's, 1982).
     */
    static Interval ofArea(double area, int positives, int negatives) {
        return new Interval(
                area == 0 ? 0 : end(area, 0, positives, negatives), area == 1 ? 1 : end(area, 1, positives, negatives));
    }

    /** F1 is a growing function of the share of right ones among all that fire or were judged to: 2 s / (1 + s). */
    Interval ofShareAsF1() {
        return new Interval(2 * low / (1 + low), 2 * high / (1 + high));
    }

    /** Where between the measured area and the outermost the data begin to speak against it. */
    private static double end(double area, double outermost, int positives, int negatives) {
        double inside = area;
        double outside = outermost;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (inside + outside) / 2;
            if (Math.abs(area - middle) <= Z * Math.sqrt(variance(middle, positives, negatives))) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return inside;
    }

    private static double variance(double area, int positives, int negatives) {
        double others = (positives + negatives) / 2.0 - 1;
        return area
                * (1 - area)
                / ((double) positives * negatives)
                * (1 + others * (1 - area) / (2 - area) + others * area / (1 + area));
    }
}
