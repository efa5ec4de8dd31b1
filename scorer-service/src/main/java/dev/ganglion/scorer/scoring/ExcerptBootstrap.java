package dev.ganglion.scorer.scoring;

import dev.ganglion.events.ConfidenceInterval;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How far a correlation might be from what many more excerpts would give: a 95 % confidence interval by resampling excerpts,
 * not tokens, since what an explanation misses in an excerpt it misses together. Top and random excerpts are resampled
 * apart, as a score has so many of each by design.
 *
 * <p>Ten excerpts are few, and the percentiles of their resamples are too narrow. So the interval is Student's t, with as many
 * degrees of freedom as there are excerpts less kinds, times the bootstrap standard error of Fisher's z = artanh(r), which is
 * widened by √(n / (n − 1)) because resampling n excerpts varies too little by that (Hesterberg 2015, "What Teachers Should
 * Know About the Bootstrap"). Simulated neurons show how often it holds the truth: {@code ExcerptBootstrapTest}.
 *
 * <p>A resample is the sum of a few numbers for each excerpt drawn, whatever the excerpts' length. What is drawn follows from
 * the seed alone.
 */
final class ExcerptBootstrap {

    static final int RESAMPLES = 1_000;

    /** Of each kind; of fewer, resamples say next to nothing. */
    static final int FEWEST_OF_A_KIND = 3;

    private static final double CONFIDENCE = 0.95;

    /** Beyond it, z grows without bound, and one resample would be all of the standard error. */
    private static final double LARGEST_CORRELATION = 0.9999;

    /** Variances are near 1 for each token; below this they are what rounding leaves of none. */
    private static final double NO_VARIANCE = 1e-9;

    /** The same of z, which is at most 5. */
    private static final double NO_DEVIATION = 1e-6;

    private static final int SUMS = 6;

    private final double[] sums; // [excerpts × SUMS]: tokens, actual, simulated, their squares and their product
    private final int[] kinds; // [kinds]: how many excerpts of each, which lie one behind the other in the sums

    private ExcerptBootstrap(double[] sums, int[] kinds) {
        this.sums = sums;
        this.kinds = kinds;
    }

    /**
     * One excerpt's counted tokens.
     *
     * @param actual [tokens], at least one
     * @param simulated [tokens]
     */
    record Tokens(double[] actual, double[] simulated) {}

    /**
     * The interval of the correlation over all these excerpts' tokens.
     *
     * @param correlation that correlation, which is defined
     * @param excerpts by kind: top, random, or one of them
     */
    static ConfidenceInterval interval(double correlation, List<List<Tokens>> excerpts, long seed) {
        int fewest = excerpts.stream().mapToInt(List::size).min().orElse(0);
        if (fewest < FEWEST_OF_A_KIND) {
            return ConfidenceInterval.undefined(Undefined.TOO_FEW_TO_RESAMPLE);
        }
        int all = excerpts.stream().mapToInt(List::size).sum();
        Spread spread = new ExcerptBootstrap(
                        standardised(excerpts, all),
                        excerpts.stream().mapToInt(List::size).toArray())
                .resample(seed);
        if (spread.defined < RESAMPLES / 2) {
            return ConfidenceInterval.undefined(Undefined.MOST_RESAMPLES_CONSTANT);
        }
        if (spread.deviation() < NO_DEVIATION) {
            return ConfidenceInterval.undefined(Undefined.ALL_RESAMPLES_ALIKE);
        }
        double half = StudentT.twoSided(CONFIDENCE, all - excerpts.size())
                * Math.sqrt(fewest / (fewest - 1.0))
                * spread.deviation();
        double z = z(correlation);
        return ConfidenceInterval.of(
                Math.min(correlation, Math.tanh(z - half)), Math.max(correlation, Math.tanh(z + half)));
    }

    /** The standard deviation of z over resamples, summed up as they come. */
    private static final class Spread {
        private int defined;
        private double sum;
        private double squares;

        void add(double value) {
            defined++;
            sum += value;
            squares += value * value;
        }

        double deviation() {
            return Math.sqrt(Math.max(0, squares - sum * sum / defined) / (defined - 1));
        }
    }

    private Spread resample(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Spread spread = new Spread();
        double[] total = new double[SUMS];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            Arrays.fill(total, 0);
            int first = 0;
            for (int kind : kinds) {
                long bits = 0;
                for (int draw = 0; draw < kind; draw++) {
                    // Four draws from 64 random bits: of so few excerpts, 16 bits choose one as evenly as matters.
                    bits = draw % 4 == 0 ? random.nextLong() : bits >>> 16;
                    int chosen = first + (int) ((bits & 0xFFFF) * kind >>> 16);
                    for (int sum = 0, at = chosen * SUMS; sum < SUMS; sum++, at++) {
                        total[sum] += sums[at];
                    }
                }
                first += kind;
            }
            double correlation = correlation(total);
            if (!Double.isNaN(correlation)) {
                spread.add(z(correlation));
            }
        }
        return spread;
    }

    /** NaN if one of the two is constant. */
    private static double correlation(double[] total) {
        double tokens = total[0];
        double actual = total[3] / tokens - total[1] / tokens * (total[1] / tokens);
        double simulated = total[4] / tokens - total[2] / tokens * (total[2] / tokens);
        return actual < NO_VARIANCE || simulated < NO_VARIANCE
                ? Double.NaN
                : (total[5] / tokens - total[1] / tokens * (total[2] / tokens)) / Math.sqrt(actual * simulated);
    }

    /** Fisher's z, artanh. */
    private static double z(double correlation) {
        double bounded = Math.max(-LARGEST_CORRELATION, Math.min(LARGEST_CORRELATION, correlation));
        return Math.log((1 + bounded) / (1 - bounded)) / 2;
    }

    /** Less the mean and by the standard deviation over all, which changes no correlation, and lets sums of squares be small. */
    private static double[] standardised(List<List<Tokens>> excerpts, int all) {
        Scale actual = Scale.of(excerpts, true);
        Scale simulated = Scale.of(excerpts, false);
        double[] sums = new double[all * SUMS];
        int at = 0;
        for (List<Tokens> kind : excerpts) {
            for (Tokens excerpt : kind) {
                for (int i = 0; i < excerpt.actual.length; i++) {
                    double x = actual.of(excerpt.actual[i]);
                    double y = simulated.of(excerpt.simulated[i]);
                    sums[at] += 1;
                    sums[at + 1] += x;
                    sums[at + 2] += y;
                    sums[at + 3] += x * x;
                    sums[at + 4] += y * y;
                    sums[at + 5] += x * y;
                }
                at += SUMS;
            }
        }
        return sums;
    }

    private record Scale(double mean, double deviation) {

        static Scale of(List<List<Tokens>> excerpts, boolean actual) {
            double sum = 0;
            int count = 0;
            for (List<Tokens> kind : excerpts) {
                for (Tokens excerpt : kind) {
                    for (double value : actual ? excerpt.actual : excerpt.simulated) {
                        sum += value;
                        count++;
                    }
                }
            }
            double mean = sum / count;
            double squares = 0;
            for (List<Tokens> kind : excerpts) {
                for (Tokens excerpt : kind) {
                    for (double value : actual ? excerpt.actual : excerpt.simulated) {
                        squares += (value - mean) * (value - mean);
                    }
                }
            }
            return new Scale(mean, Math.sqrt(squares / count));
        }

        double of(double value) {
            return (value - mean) / deviation;
        }
    }
}
