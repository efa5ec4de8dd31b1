package dev.ganglion.interchange;

import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.Statistics;
import java.util.List;

/**
 * The statistics of a record of which only some excerpts were published. What the publisher says of the whole corpus is taken
 * over; the count is not published, and is that of the positions that are here, fewer than were run.
 */
public final class PublishedStatistics {

    private PublishedStatistics() {}

    /**
     * @param excerpts of the record, at least one
     * @param mean over the corpus, or null: then mean and variance are estimated on the excerpts that were not chosen for being
     *     high, if there are any
     * @param variance over the corpus, or null, as for the mean
     * @param skewness null where it is not defined
     * @param kurtosis null where it is not defined
     */
    public static Statistics of(
            List<Excerpt> excerpts, Double mean, Double variance, Double skewness, Double kurtosis) {
        boolean known = mean != null && variance != null;
        double[] estimate = known ? new double[] {mean, variance} : estimate(excerpts);
        return new Statistics(
                excerpts.stream().mapToLong(PublishedStatistics::positions).sum(),
                excerpts.stream().mapToDouble(Excerpt::maximum).max().orElseThrow(),
                estimate[0],
                estimate[1],
                known ? skewness : null,
                known ? kurtosis : null);
    }

    private static int positions(Excerpt excerpt) {
        return excerpt.activations().size() - Excerpt.FIRST_COUNTED;
    }

    /** Mean and variance. */
    private static double[] estimate(List<Excerpt> excerpts) {
        List<Excerpt> from = of(ExcerptSet.RANDOM, excerpts);
        if (from.isEmpty()) {
            from = of(ExcerptSet.QUANTILE, excerpts);
        }
        if (from.isEmpty()) {
            from = excerpts;
        }
        long count = 0;
        double mean = 0;
        double squares = 0;
        for (Excerpt excerpt : from) {
            for (int i = Excerpt.FIRST_COUNTED; i < excerpt.activations().size(); i++) {
                double distance = excerpt.activations().get(i) - mean;
                mean += distance / ++count;
                squares += distance * (excerpt.activations().get(i) - mean);
            }
        }
        return new double[] {mean, squares / count};
    }

    private static List<Excerpt> of(ExcerptSet set, List<Excerpt> excerpts) {
        return excerpts.stream().filter(excerpt -> excerpt.set() == set).toList();
    }
}
