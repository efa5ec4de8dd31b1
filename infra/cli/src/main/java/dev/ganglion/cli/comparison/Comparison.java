package dev.ganglion.cli.comparison;

import java.util.List;

/**
 * How two recipes compare, as the scorer-service says it: always b less a. Numbers that are not there are null.
 *
 * @param stage {@code explainer} or {@code simulator}: of both recipes
 * @param under the recipe of the other stage, which both share
 * @param measure {@code correlation} or {@code balancedAccuracy}
 * @param interval the method of all intervals
 */
record Comparison(
        String stage,
        String model,
        Recipe a,
        Recipe b,
        Recipe under,
        String measure,
        String interval,
        Neurons neurons,
        Difference difference,
        List<Layer> layers,
        List<Moved> gained,
        List<Moved> lost) {

    private static final int SHORT = 8;

    /** A recipe. */
    record Recipe(String name, String digest) {

        /** {@code name@digest8}. */
        String pinned() {
            return name + "@" + digest.substring(0, Math.min(SHORT, digest.length()));
        }
    }

    /** Which neurons were scored with what. */
    record Neurons(long both, long onlyA, long onlyB, long undefinedA, long undefinedB, long undefinedBoth) {

        /** Those of both that are not compared. */
        long undefined() {
            return undefinedA + undefinedB + undefinedBoth;
        }
    }

    /**
     * @param low null without an interval; {@code noInterval} says why
     */
    record Difference(
            long pairs,
            Double meanA,
            Double meanB,
            Double mean,
            Double low,
            Double high,
            String noInterval,
            Share better,
            Share equal,
            Share worse) {}

    /**
     * @param share 0 to 1; null without a pair
     */
    record Share(long pairs, Double share) {}

    /** One layer. */
    record Layer(int layer, String site, Difference difference) {}

    /** A neuron that gained or lost. */
    record Moved(String neuron, double difference, Scored a, Scored b) {}

    /**
     * @param text of the explanation; null while it has not arrived
     */
    record Scored(double score, String text) {}
}
