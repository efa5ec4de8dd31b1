package dev.ganglion.scorer.results.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;

class DifferencePropertiesTest {

    private static Difference of(double mean, double variance, long pairs) {
        return Difference.of(
                new PairSums(null, null, pairs, 0, 0, 0, 0, 0, pairs, 0, 0, 0.0, mean, mean, variance),
                Measure.CORRELATION);
    }

    @Property
    void theIntervalHoldsItsMeanAndIsAsFarToBothSides(
            @ForAll @DoubleRange(min = -0.2, max = 0.2) double mean,
            @ForAll @Scale(6) @DoubleRange(min = 1e-6, max = 0.02) double variance,
            @ForAll @LongRange(min = 3, max = 400_000) long pairs) {
        // When
        Difference difference = of(mean, variance, pairs);

        // Then
        assertThat(difference.low()).isLessThan(mean);
        assertThat(difference.high()).isGreaterThan(mean);
        assertThat(difference.high() - mean).isCloseTo(mean - difference.low(), within(1e-12));
    }

    @Property
    void moreNeuronsMakeItNarrower(
            @ForAll @Scale(6) @DoubleRange(min = 1e-6, max = 0.02) double variance,
            @ForAll @LongRange(min = 3, max = 100_000) long pairs) {
        assertThat(of(0, variance, 2 * pairs).high())
                .isLessThan(of(0, variance, pairs).high());
    }

    @Property
    void theOtherWayRoundItIsTheSameBelowZero(
            @ForAll @DoubleRange(min = -1, max = 1) double mean,
            @ForAll @Scale(6) @DoubleRange(min = 1e-6, max = 1) double variance,
            @ForAll @LongRange(min = 2, max = 1000) long pairs) {
        // When
        Difference one = of(mean, variance, pairs);
        Difference other = of(-mean, variance, pairs);

        // Then
        assertThat(other.low()).isEqualTo(-one.high());
        assertThat(other.high()).isEqualTo(-one.low());
    }

    /** What 95 % means: of 1,000 samples, fewer than 915 or more than 980 would hold it less than once in 100,000 seeds. */
    @Property(tries = 20)
    void itHoldsTheTruthIn95Of100Samples(@ForAll long seed, @ForAll @IntRange(min = 2, max = 40) int size) {
        // Given
        Random random = new Random(seed);
        double truth = 0.1;
        int held = 0;

        // When
        for (int sample = 0; sample < 1000; sample++) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < size; i++) {
                double value = truth + 0.05 * random.nextGaussian();
                sum += value;
                squares += value * value;
            }
            double mean = sum / size;
            Difference difference = of(mean, (squares - size * mean * mean) / (size - 1), size);
            if (difference.low() <= truth && truth <= difference.high()) {
                held++;
            }
        }

        // Then
        assertThat(held).isBetween(915, 980);
    }
}
