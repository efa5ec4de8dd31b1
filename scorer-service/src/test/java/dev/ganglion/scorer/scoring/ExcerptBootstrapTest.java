package dev.ganglion.scorer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganglion.events.ConfidenceInterval;
import dev.ganglion.scorer.scoring.ExcerptBootstrap.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intervals of correlations, and how often they hold what is true. */
class ExcerptBootstrapTest {

    private static final int RUNS = 1_000;
    private static final int MANY = 4_000;

    /**
     * Neurons of known quality, a thousand records of each: how often does the interval hold the correlation that many
     * thousands of excerpts have? It says 95 of 100; measured, and in the README, is what stands here, within the noise of a
     * thousand runs. The last rows are the hard ones: where words are right by accident, or about few excerpts, most
     * records show nothing that they are right about.
     *
     * @param understood the share of what fires that the words predict, in the mean over excerpts
     * @param alike how alike excerpts are in that; the lower, the more excerpts are understood wholly or not at all
     * @param falseAlarms in the mean, tokens of an excerpt that the words predict something for, wherever the neuron fires
     * @param wide how wide the interval is in the mean: one that claims nothing holds everything
     */
    @ParameterizedTest(name = "{0}: {1} top and {2} random excerpts")
    @CsvSource({
        "well explained,      5, 5, 1.5, 0.3, 0.85, 3,   0.5, 0.96, 0.50",
        "half explained,      5, 5, 1.5, 0.3, 0.5,  1.5, 0.5, 0.92, 0.74",
        "firing often,        5, 5, 8,   3,   0.6,  3,   0.5, 0.94, 0.46",
        "firing rarely,       5, 5, 0.1, 0.1, 0.7,  4,   0.5, 0.92, 0.79",
        "well explained,      5, 0, 1.5, 0.3, 0.85, 3,   0.5, 0.96, 0.65",
        "half explained,      5, 0, 1.5, 0.3, 0.5,  1.5, 0.5, 0.93, 0.94",
        "firing often,        0, 5, 8,   3,   0.6,  3,   0.5, 0.93, 1.02",
        "half explained,      3, 3, 1.5, 0.3, 0.5,  1.5, 0.5, 0.94, 1.15",
        "right by accident,   5, 5, 1.5, 0.3, 1e-9, 1,   8,   0.95, 0.53",
        "one in twelve,       5, 5, 1.5, 0.3, 0.08, 1,   0.5, 0.95, 0.72",
        "one in eight,        5, 5, 1.5, 0.3, 0.12, 1,   0.5, 0.95, 0.74",
        "one in five,         5, 5, 1.5, 0.3, 0.2,  1,   0.5, 0.86, 0.80",
        "one in eight,        5, 0, 1.5, 0.3, 0.12, 1,   0.5, 0.95, 0.96",
    })
    void theIntervalHoldsTheTruthAsOftenAsIsWritten(
            String neuron,
            int top,
            int random,
            double firingInTop,
            double firingInRandom,
            double understood,
            double alike,
            double falseAlarms,
            double atLeast,
            double wide) {
        // Given
        Neuron simulated = new Neuron(firingInTop, firingInRandom, understood, alike, falseAlarms, new Random(11));
        double truth =
                correlation(simulated.record(MANY * top / 5, MANY * random / 5)).orElseThrow();
        int held = 0;
        int defined = 0;
        double width = 0;

        // When
        for (int run = 0; run < RUNS; run++) {
            List<List<Tokens>> record = simulated.record(top, random);
            if (correlation(record).isEmpty()) {
                continue;
            }
            ConfidenceInterval interval = interval(record, run);
            if (interval.low() != null) {
                defined++;
                width += interval.high() - interval.low();
                held += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
            }
        }

        // Then
        assertThat((double) held / defined).isBetween(atLeast, 1.0);
        assertThat(width / defined).as("how wide it is").isCloseTo(wide, within(0.04));
    }

    @Test
    void theSameSeedGivesTheSameIntervalAndTheIntervalHoldsTheCorrelation() {
        // Given
        List<List<Tokens>> record = new Neuron(1.5, 0.3, 0.5, 2, 0.5, new Random(3)).record(5, 5);
        double correlation = correlation(record).orElseThrow();

        // When
        ConfidenceInterval interval = interval(record, 7);

        // Then
        assertThat(interval).isEqualTo(interval(record, 7)).isNotEqualTo(interval(record, 8));
        assertThat(interval.low()).isLessThan(correlation).isGreaterThan(-1);
        assertThat(interval.high()).isGreaterThan(correlation).isLessThan(1);
    }

    @Test
    void anIntervalDoesNotDependOnTheUnit() {
        // Given
        List<List<Tokens>> record = new Neuron(1.5, 0.3, 0.5, 2, 0.5, new Random(3)).record(5, 5);
        List<List<Tokens>> inAnotherUnit = record.stream()
                .map(kind -> kind.stream()
                        .map(excerpt -> new Tokens(
                                IntStream.range(0, excerpt.actual().length)
                                        .mapToDouble(i -> 1e6 + 1e-3 * excerpt.actual()[i])
                                        .toArray(),
                                excerpt.simulated()))
                        .toList())
                .toList();

        // When
        ConfidenceInterval one = interval(record, 7);
        ConfidenceInterval other = interval(inAnotherUnit, 7);

        // Then
        assertThat(other.low()).isCloseTo(one.low(), within(1e-4));
        assertThat(other.high()).isCloseTo(one.high(), within(1e-4));
    }

    @Test
    void whereExcerptsDoNotTellTheReasonStandsInThePlaceOfTheInterval() {
        // Given
        Neuron neuron = new Neuron(1.5, 0.3, 0.5, 2, 0.5, new Random(3));
        Tokens alike = new Tokens(new double[] {0, 1, 0}, new double[] {0, 5, 1});
        Tokens silent = new Tokens(new double[] {0, 1, 0}, new double[] {0, 0, 0});

        // When, then
        assertThat(interval(neuron.record(5, 2), 1).undefined()).isEqualTo("too few excerpts to resample");
        assertThat(interval(List.of(List.of(silent, silent, silent, alike)), 1).low())
                .isNotNull();
        assertThat(interval(
                                List.of(
                                        Stream.concat(
                                                        Stream.of(alike),
                                                        Stream.generate(() -> silent)
                                                                .limit(3))
                                                .toList(),
                                        List.of(silent, silent, silent)),
                                1)
                        .low())
                .isNotNull();
    }

    private static ConfidenceInterval interval(List<List<Tokens>> record, long seed) {
        return ExcerptBootstrap.interval(correlation(record).orElseThrow(), record, seed);
    }

    /** None where nothing is simulated in any of the excerpts. */
    private static Optional<Double> correlation(List<List<Tokens>> record) {
        Agreement agreement = new Agreement(values(record, Tokens::actual), values(record, Tokens::simulated));
        return Optional.ofNullable(agreement.correlation().value());
    }

    private static double[] values(List<List<Tokens>> record, Function<Tokens, double[]> of) {
        return record.stream()
                .flatMap(List::stream)
                .flatMapToDouble(excerpt -> Arrays.stream(of.apply(excerpt)))
                .toArray();
    }

    /**
     * A neuron that is a little below zero and fires on some tokens, and words that predict part of what fires, and now and
     * then something that does not.
     */
    private record Neuron(
            double firingInTop,
            double firingInRandom,
            double understood,
            double alike,
            double falseAlarms,
            Random random) {

        private static final int TOKENS = 63;

        /** Top excerpts, all of which fire, and random ones; a kind without excerpts is not there. */
        List<List<Tokens>> record(int top, int randomOnes) {
            List<List<Tokens>> record = new ArrayList<>();
            if (top > 0) {
                record.add(Stream.generate(this::topExcerpt).limit(top).toList());
            }
            if (randomOnes > 0) {
                record.add(
                        Stream.generate(this::randomExcerpt).limit(randomOnes).toList());
            }
            return record;
        }

        private Tokens topExcerpt() {
            return excerpt(1 + poisson(firingInTop), 2);
        }

        private Tokens randomExcerpt() {
            return excerpt(poisson(firingInRandom), 0);
        }

        private Tokens excerpt(int firing, double atLeast) {
            double[] actual = new double[TOKENS];
            double[] simulated = new double[TOKENS];
            for (int i = 0; i < TOKENS; i++) {
                actual[i] = Math.max(-0.17, -0.08 + 0.06 * random.nextGaussian());
            }
            double sense = beta(alike * understood, alike * (1 - understood));
            for (int i = 0; i < firing; i++) {
                int at = random.nextInt(TOKENS);
                double activation = atLeast - Math.log(1 - random.nextDouble());
                actual[at] = activation;
                if (random.nextDouble() < sense) {
                    simulated[at] = Math.max(0, Math.min(10, Math.round(2.5 * activation + 2 * random.nextGaussian())));
                }
            }
            for (int i = poisson(falseAlarms); i > 0; i--) {
                simulated[random.nextInt(TOKENS)] = 1 + random.nextInt(8);
            }
            return new Tokens(actual, simulated);
        }

        private int poisson(double mean) {
            double limit = Math.exp(-mean);
            int count = 0;
            for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
                count++;
            }
            return count;
        }

        /** Jöhnk's method, which is for small parameters; these are at most a few. */
        private double beta(double a, double b) {
            while (true) {
                double x = Math.pow(random.nextDouble(), 1 / a);
                double y = Math.pow(random.nextDouble(), 1 / b);
                if (x + y <= 1 && x + y > 0) {
                    return x / (x + y);
                }
            }
        }
    }
}
