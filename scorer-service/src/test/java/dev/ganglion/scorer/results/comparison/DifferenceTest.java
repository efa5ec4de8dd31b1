package dev.ganglion.scorer.results.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganglion.scorer.results.comparison.Difference.Share;
import org.junit.jupiter.api.Test;

class DifferenceTest {

    private static PairSums sums(long better, long equal, long worse, Double mean, Double variance) {
        Double meanA = mean == null ? null : Double.valueOf(0.25);
        Double meanB = mean == null ? null : Double.valueOf(0.25 + mean);
        return new PairSums(0, "mlp", 9, 1, 2, 0, 0, 0, better, equal, worse, meanA, meanB, mean, variance);
    }

    /** The first ten of Student's own example ("The probable error of a mean", 1908): hours of sleep gained. */
    @Test
    void theIntervalIsThatOfStudentsOwnExample() {
        // Given: 1.2 2.4 1.3 1.3 0.0 1.0 1.8 0.8 4.6 1.4, in units of a tenth
        PairSums sleep = sums(9, 1, 0, 0.158, 0.01512888888888889);

        // When
        Difference difference = Difference.of(sleep, Measure.CORRELATION);

        // Then: R's t.test says 0.7001142 to 2.4598858
        assertThat(difference.low()).isCloseTo(0.07001142, within(1e-8));
        assertThat(difference.high()).isCloseTo(0.24598858, within(1e-8));
        assertThat(difference.noInterval()).isNull();
        assertThat(difference.better()).isEqualTo(new Share(9, 0.9));
        assertThat(difference.equal()).isEqualTo(new Share(1, 0.1));
        assertThat(difference.worse()).isEqualTo(new Share(0, 0.0));
    }

    @Test
    void withoutAPairNothingIsSaidToBeMeasured() {
        // When
        Difference difference = Difference.of(sums(0, 0, 0, null, null), Measure.CORRELATION);

        // Then
        assertThat(difference)
                .isEqualTo(new Difference(
                        0,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Difference.NO_PAIR,
                        new Share(0, null),
                        new Share(0, null),
                        new Share(0, null)));
    }

    @Test
    void onePairHasAMeanAndNoInterval() {
        // When
        Difference difference = Difference.of(sums(1, 0, 0, 0.5, null), Measure.CORRELATION);

        // Then
        assertThat(difference.mean()).isEqualTo(0.5);
        assertThat(difference.low()).isNull();
        assertThat(difference.high()).isNull();
        assertThat(difference.noInterval()).isEqualTo(Difference.ONE_PAIR);
    }

    @Test
    void pairsThatAllDifferAlikeAreNotACertainty() {
        // When
        Difference difference = Difference.of(sums(0, 3, 0, 0.0, 0.0), Measure.CORRELATION);

        // Then
        assertThat(difference.low()).isNull();
        assertThat(difference.noInterval()).isEqualTo(Difference.ALL_EQUAL);
    }

    @Test
    void twoPairsReachNoFurtherThanScoresCanDiffer() {
        // When
        Difference correlation = Difference.of(sums(2, 0, 0, 0.8, 0.5), Measure.CORRELATION);
        Difference accuracy = Difference.of(sums(2, 0, 0, 0.8, 0.5), Measure.BALANCED_ACCURACY);

        // Then
        assertThat(correlation.low()).isEqualTo(-2);
        assertThat(correlation.high()).isEqualTo(2);
        assertThat(accuracy.low()).isEqualTo(-1);
        assertThat(accuracy.high()).isEqualTo(1);
    }
}
