package dev.ganglion.subject.collation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.DoubleSupplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsTest {

    private static final double PERCENT = 1e-7; // a relative error of 1e-9

    @Property(tries = 40)
    void theyAreThoseOfTheDefinition(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        double scale = Math.exp(4 * random.nextGaussian());

        // When and then
        assertAgreement(() -> scale * (Math.pow(random.nextGaussian(), 3) - 0.17));
    }

    @ParameterizedTest
    @ValueSource(doubles = {5, -300, 10_000})
    void aSmallVarianceFarFromZeroIsNotLost(double mean) {
        // Given
        Random random = new Random(7);

        // When and then
        assertAgreement(() -> mean + 0.01 * Math.pow(random.nextGaussian(), 2));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.17, 0.1, 1e30})
    void theMomentsOfAConstantNeuronAreUndefined(double value) {
        // When
        NeuronStatistics statistics = collated(() -> value, new ArrayList<>());

        // Then
        assertThat(statistics.variance()).isZero();
        assertThat(statistics.mean()).isEqualTo((float) value);
        assertThat(statistics.skewness()).isEmpty();
        assertThat(statistics.kurtosis()).isEmpty();
    }

    @Test
    void positionZeroCountsInNone() {
        // Given
        FakeCorpus corpus = new FakeCorpus(3, 1);
        float[] values = {1_000, 1, 2, -1_000, 3, 4};
        int[] at = {0};
        corpus.add(new int[] {1, 2, 3}, 1, () -> values[at[0]++]);
        corpus.add(new int[] {1, 2, 3}, 2, () -> values[at[0]++]);

        // When
        NeuronStatistics statistics =
                Collated.layer(corpus, parameters(3)).neuron(0).statistics();

        // Then
        assertThat(statistics.count()).isEqualTo(4);
        assertThat(statistics.maximum()).isEqualTo(4);
        assertThat(statistics.mean()).isEqualTo(2.5);
        assertThat(statistics.variance()).isEqualTo(1.25);
    }

    static void assertClose(NeuronStatistics actual, NeuronStatistics expected) {
        assertThat(actual.count()).isEqualTo(expected.count());
        assertThat(actual.maximum()).isEqualTo(expected.maximum());
        double spread = Math.sqrt(expected.variance());
        assertThat(actual.mean() + 1e3 * spread).isCloseTo(expected.mean() + 1e3 * spread, withinPercentage(PERCENT));
        assertThat(actual.variance()).isCloseTo(expected.variance(), withinPercentage(PERCENT));
        assertCloseMoment(actual.skewness(), expected.skewness());
        assertCloseMoment(actual.kurtosis(), expected.kurtosis());
    }

    /** Moments far below 1 are differences of larger numbers: they are compared as 1 more. */
    private static void assertCloseMoment(OptionalDouble actual, OptionalDouble expected) {
        assertThat(actual.isPresent()).isEqualTo(expected.isPresent());
        if (expected.isPresent()) {
            assertThat(Math.abs(actual.getAsDouble() - expected.getAsDouble()))
                    .isLessThanOrEqualTo(1e-9 * Math.max(1, Math.abs(expected.getAsDouble())));
        }
    }

    private static void assertAgreement(DoubleSupplier values) {
        List<Double> counted = new ArrayList<>();
        NeuronStatistics actual = collated(values, counted);
        assertClose(actual, TwoPassStatistics.of(counted));
    }

    private static NeuronStatistics collated(DoubleSupplier values, List<Double> counted) {
        FakeCorpus corpus = new FakeCorpus(16, 1);
        for (int i = 0; i < 60; i++) {
            corpus.add(new Random(i).ints(16, 0, 50).toArray(), i, values);
        }
        corpus.excerpts.forEach(excerpt -> {
            for (int position = 1; position < 16; position++) {
                counted.add((double) corpus.activation(excerpt, position, 0));
            }
        });
        return Collated.layer(corpus, parameters(16)).neuron(0).statistics();
    }

    private static CollationParameters parameters(int tokens) {
        return CollationParameters.defaults().withExcerptTokens(tokens);
    }
}
