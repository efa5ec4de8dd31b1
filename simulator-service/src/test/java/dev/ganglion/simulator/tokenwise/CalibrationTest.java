package dev.ganglion.simulator.tokenwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private static final double EXACT = 1e-12;

    /** The reference's. */
    private static final double[] SIMULATED = {0, 2, 4, 10};

    private static final double[] ACTUAL = {0.0, 0.5, 1.5, 2.0};

    @Test
    void linearIsTheLineOfLeastSquares() {
        // When
        DoubleUnaryOperator line = Calibration.LINEAR.fit(SIMULATED, ACTUAL).orElseThrow();

        // Then
        assertThat(line.applyAsDouble(0)).isCloseTo(0.2142857142857144, within(EXACT));
        assertThat(line.applyAsDouble(3)).isCloseTo(0.8035714285714286, within(EXACT));
        assertThat(line.applyAsDouble(12)).isCloseTo(2.571428571428571, within(EXACT));
    }

    @Test
    void percentileGivesTheActivationOfTheSameRank() {
        // When
        DoubleUnaryOperator ranks =
                Calibration.PERCENTILE.fit(SIMULATED, ACTUAL).orElseThrow();

        // Then
        assertThat(ranks.applyAsDouble(0)).isEqualTo(0);
        assertThat(ranks.applyAsDouble(3)).isCloseTo(1, within(EXACT));
        assertThat(ranks.applyAsDouble(12)).isEqualTo(2);
        assertThat(ranks.applyAsDouble(-1)).isEqualTo(0);
    }

    @Test
    void whatIsSimulatedAlikeBecomesTheMeanOfItsRanks() {
        // Given: where the reference takes the highest of them
        double[] simulated = {0, 10, 0, 0, 0};
        double[] actual = {2, 8, -1, 0, 1};

        // When
        DoubleUnaryOperator ranks =
                Calibration.PERCENTILE.fit(simulated, actual).orElseThrow();

        // Then
        assertThat(ranks.applyAsDouble(0)).isCloseTo(0.5, within(EXACT));
        assertThat(ranks.applyAsDouble(5)).isCloseTo(4.25, within(EXACT));
        assertThat(ranks.applyAsDouble(10)).isEqualTo(8);
    }

    @Test
    void nothingIsLearntFromWhatDoesNotVary() {
        for (Calibration calibration : Calibration.values()) {
            assertThat(calibration.fit(new double[0], new double[0])).isEmpty();
            assertThat(calibration.fit(new double[] {3}, new double[] {1})).isEmpty();
            assertThat(calibration.fit(new double[] {3, 3, 3}, new double[] {1, 2, 3}))
                    .isEmpty();
            assertThat(calibration.fit(new double[] {1, 2, 3}, new double[] {4, 4, 4}))
                    .isEmpty();
        }
    }

    @Test
    void noneLearnsNothing() {
        assertThat(Calibration.NONE.fit(SIMULATED, ACTUAL)).isEmpty();
    }
}
