package dev.ganglion.scorer.scoring;

import dev.ganglion.events.ConfidenceInterval;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * How far a correlation might be from what many more excerpts would give: a 95 % confidence interval by resampling excerpts,
 * not tokens, since what an explanation misses in an excerpt it misses together. Top and random excerpts are resampled
 * apart, as a score has so many of each by design.
 *
 * <p>Ten excerpts are few, and the percentiles of their resamples are too narrow. So the interval is Student's t, with as many
 * degrees of freedom as there are excerpts less kinds, times the bootstrap standard error of Fisher's z = artanh(r). And where
 * words are right about one excerpt in ten, most records show none of those, and resamples of it do not vary. So a third of
 * an excerpt that is simulated perfectly and a third of one in which nothing is expected are added to what is drawn from, as
 * Agresti and Coull (1998, "Approximate is Better than 'Exact'") add successes and failures to a proportion of few trials:
 * the share that makes intervals of ordinary neurons as wide as Student's t alone would need. Simulated neurons show how
 * often the interval holds the truth: {@code ExcerptBootstrapTest}.
 *
 * <p>A resample is the sum of a few numbers for each excerpt drawn, whatever the excerpts' length. What is drawn follows from
 * the seed alone.
 */
final class ExcerptBootstrap {

    /**
     * With so many a standard error is off by 1/√(2 · 400), 4 of 100, where it is off by 24 of 100 as ten excerpts are few. Efron and
     * Tibshirani (1993, "An Introduction to the Bootstrap", 6.4) seldom find more than 200 needed.
     */
    static final int RESAMPLES = 400;

    /** Of each kind; of fewer, resamples say next to nothing. */
    static final int FEWEST_OF_A_KIND = 3;

    private static final double CONFIDENCE = 0.95;

    /** Beyond it, z grows without bound, and one resample would be all of the standard error. */
    private static final double LARGEST_CORRELATION = 0.9999;

    /** Variances are near 1 for each token; below this they are what rounding leaves of none. */
    private static final double NO_VARIANCE = 1e-9;

    private static final int SUMS = 6;

    /** Of an excerpt, in three parts: one is added to each kind for what is simulated perfectly, one for what is missed. */
    private static final int PARTS = 3;

    private static final int AS_IT_IS = 0;
    private static final int PERFECT = 1;
    private static final int MISSED = 2;

    /** [how it is simulated, excerpts × SUMS]: tokens, actual, simulated, their squares and their product. */
    private final double[][] sums;

    private final int[] kinds; // [kinds]: how many excerpts of each, which lie one behind the other in the sums

    private ExcerptBootstrap(double[][] sums, int[] kinds) {
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
        double half = StudentT.twoSided(CONFIDENCE, all - excerpts.size()) * spread.deviation();
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
        for (int resample = 0; resample < RESAMPLES; resample++) {
            double correlation = correlation(random);
            if (!Double.isNaN(correlation)) {
                spread.add(z(correlation));
            }
        }
        return spread;
    }

    /** Of one resample; NaN if one of the two is constant. */
    private double correlation(SplittableRandom random) {
        double tokens = 0;
        double actual = 0;
        double simulated = 0;
        double actualSquares = 0;
        double simulatedSquares = 0;
        double products = 0;
        int first = 0;
        for (int kind : kinds) {
            int kept = PARTS * kind;
            for (int draw = 0; draw < kind; draw++) {
                int part = random.nextInt(kept + 2);
                double[] from = sums[part < kept ? AS_IT_IS : part == kept ? PERFECT : MISSED];
                int at = SUMS * (first + (part < kept ? part / PARTS : random.nextInt(kind)));
                tokens += from[at];
                actual += from[at + 1];
                simulated += from[at + 2];
                actualSquares += from[at + 3];
                simulatedSquares += from[at + 4];
                products += from[at + 5];
            }
            first += kind;
        }
        double actualMean = actual / tokens;
        double simulatedMean = simulated / tokens;
        double actualVariance = actualSquares / tokens - actualMean * actualMean;
        double simulatedVariance = simulatedSquares / tokens - simulatedMean * simulatedMean;
        return actualVariance < NO_VARIANCE || simulatedVariance < NO_VARIANCE
                ? Double.NaN
                : (products / tokens - actualMean * simulatedMean) / Math.sqrt(actualVariance * simulatedVariance);
    }

    /** Fisher's z, artanh. */
    private static double z(double correlation) {
        double bounded = Math.max(-LARGEST_CORRELATION, Math.min(LARGEST_CORRELATION, correlation));
        return Math.log((1 + bounded) / (1 - bounded)) / 2;
    }

    /** Less the mean and by the standard deviation over all, which changes no correlation, and lets sums of squares be small. */
    private static double[][] standardised(List<List<Tokens>> excerpts, int all) {
        Scale actual = Scale.of(excerpts, Tokens::actual);
        Scale simulated = Scale.of(excerpts, Tokens::simulated);
        double[][] sums = new double[3][all * SUMS];
        int at = 0;
        for (List<Tokens> kind : excerpts) {
            for (Tokens excerpt : kind) {
                for (int i = 0; i < excerpt.actual.length; i++) {
                    double value = actual.of(excerpt.actual[i]);
                    add(sums[AS_IT_IS], at, value, simulated.of(excerpt.simulated[i]));
                    add(sums[PERFECT], at, value, value);
                    add(sums[MISSED], at, value, simulated.of(simulated.least));
                }
                at += SUMS;
            }
        }
        return sums;
    }

    private static void add(double[] sums, int at, double actual, double simulated) {
        sums[at] += 1;
        sums[at + 1] += actual;
        sums[at + 2] += simulated;
        sums[at + 3] += actual * actual;
        sums[at + 4] += simulated * simulated;
        sums[at + 5] += actual * simulated;
    }

    private record Scale(double mean, double deviation, double least) {

        static Scale of(List<List<Tokens>> excerpts, Function<Tokens, double[]> side) {
            int count = 0;
            double sum = 0;
            double least = Double.POSITIVE_INFINITY;
            for (List<Tokens> kind : excerpts) {
                for (Tokens tokens : kind) {
                    for (double value : side.apply(tokens)) {
                        count++;
                        sum += value;
                        least = Math.min(least, value);
                    }
                }
            }
            double mean = sum / count;
            double squares = 0;
            for (List<Tokens> kind : excerpts) {
                for (Tokens tokens : kind) {
                    for (double value : side.apply(tokens)) {
                        squares += (value - mean) * (value - mean);
                    }
                }
            }
            return new Scale(mean, Math.sqrt(squares / count), least);
        }

        double of(double value) {
            return (value - mean) / deviation;
        }
    }
}
