package dev.ganglion.scorer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganglion.events.Estimate;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intervals by their definitions, and how often they hold what is true. */
class IntervalTest {

    private static final int RUNS = 4_000;

    @ParameterizedTest
    @CsvSource({
        // Newcombe 1998, "Two-sided confidence intervals for the single proportion", method 3
        "81, 263, 0.2553, 0.3662",
        "15, 148, 0.0624, 0.1605",
        "0, 20, 0.0000, 0.1611",
        "1, 29, 0.0061, 0.1718",
    })
    void aProportionHasWilsonsInterval(int successes, int trials, double low, double high) {
        // When
        Interval interval = Interval.ofProportion(successes, trials);

        // Then
        assertThat(interval.low()).isCloseTo(low, within(5e-5));
        assertThat(interval.high()).isCloseTo(high, within(5e-5));
    }

    @Test
    void aPerfectJudgeOfFewExcerptsMayStillBeWrong() {
        // Given
        Discrimination perfect = judge(new Random(1), 20, 20, 1, 0, 100);

        // Then
        for (Estimate estimate : new Estimate[] {
            perfect.balancedAccuracy(), perfect.auc(), perfect.precision(), perfect.recall(), perfect.f1()
        }) {
            assertThat(estimate.value()).isEqualTo(1);
            assertThat(estimate.high()).isEqualTo(1);
            assertThat(estimate.low()).isBetween(0.8, 0.95);
        }
    }

    /**
     * Judges of known quality judge 20 or 10 excerpts of each kind, or few of one, thousands of times. An interval should
     * hold the truth in 95 of 100 times, and it must not claim much more than it has.
     */
    @ParameterizedTest
    @CsvSource({
        "20, 20, 0.5, 0.5",
        "20, 20, 0.8, 0.2",
        "25, 15, 0.9, 0.3",
        "20, 20, 0.95, 0.05",
        "10, 10, 0.7, 0.1",
        "5, 20, 0.8, 0.2"
    })
    void intervalsHoldTheTruthAsOftenAsTheySay(int positives, int negatives, double sensitivity, double falseAlarms) {
        // Given
        double expectedShare = sensitivity * positives / (positives + falseAlarms * negatives);

        // When, then
        assertThat(coverage(positives, negatives, sensitivity, falseAlarms, Discrimination::recall, sensitivity))
                .isBetween(0.90, 1.0);
        assertThat(coverage(
                        positives,
                        negatives,
                        sensitivity,
                        falseAlarms,
                        Discrimination::balancedAccuracy,
                        (sensitivity + 1 - falseAlarms) / 2))
                .isBetween(0.92, 0.99);
        assertThat(coverage(
                        positives,
                        negatives,
                        sensitivity,
                        falseAlarms,
                        Discrimination::f1,
                        2 * expectedShare / (1 + expectedShare)))
                .isBetween(0.93, 1.0);
    }

    /** Probabilities of positives are shifted normal ones: the area is Φ(shift / √2). */
    @ParameterizedTest
    @CsvSource({
        "20, 20, 0, 0.5",
        "20, 20, 1, 0.7602499",
        "25, 10, 1.5, 0.8555778",
        "20, 20, 2, 0.9213504",
        "20, 20, 3, 0.9830526",
        "5, 5, 1, 0.7602499"
    })
    void theIntervalOfAnAreaHoldsTheTruthAsOftenAsItSays(int positives, int negatives, double shift, double area) {
        // Given
        Random random = new Random(7);
        int held = 0;

        // When
        for (int run = 0; run < RUNS; run++) {
            held += holds(judge(random, positives, negatives, 1, 0, shift).auc(), area) ? 1 : 0;
        }

        // Then
        assertThat((double) held / RUNS).isBetween(0.92, 0.99);
    }

    private static double coverage(
            int positives,
            int negatives,
            double sensitivity,
            double falseAlarms,
            Function<Discrimination, Estimate> measure,
            double truth) {
        Random random = new Random(7);
        int held = 0;
        for (int run = 0; run < RUNS; run++) {
            held += holds(measure.apply(judge(random, positives, negatives, sensitivity, falseAlarms, 0)), truth)
                    ? 1
                    : 0;
        }
        return (double) held / RUNS;
    }

    private static boolean holds(Estimate estimate, double truth) {
        return estimate.low() <= truth && truth <= estimate.high();
    }

    private static Discrimination judge(
            Random random, int positives, int negatives, double sensitivity, double falseAlarms, double shift) {
        boolean[] fires = new boolean[positives + negatives];
        boolean[] judged = new boolean[fires.length];
        double[] probabilities = new double[fires.length];
        for (int i = 0; i < fires.length; i++) {
            fires[i] = i < positives;
            judged[i] = random.nextDouble() < (fires[i] ? sensitivity : falseAlarms);
            probabilities[i] = random.nextGaussian() + (fires[i] ? shift : 0);
        }
        return new Discrimination(fires, judged, probabilities);
    }
}
