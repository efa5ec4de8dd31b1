package dev.ganglion.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearningRateTest {

    private final LearningRate rate = new LearningRate(1e-3, 99);

    @Test
    void itWarmsUpInAStraightLine() {
        assertThat(rate.at(0, 0)).isCloseTo(1e-5, within(1e-12));
        assertThat(rate.at(49, 0)).isCloseTo(5e-4, within(1e-12));
        assertThat(rate.at(99, 0)).isCloseTo(1e-3, within(1e-12));
    }

    @Test
    void itFallsAlongACosineToATwentiethOfThePeak() {
        assertThat(rate.at(500, 0.5)).isCloseTo(1e-3 * 0.525, within(1e-12));
        assertThat(rate.at(999, 1)).isCloseTo(5e-5, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, 2})
    void anImpossiblePeakIsRefused(double peak) {
        assertThatThrownBy(() -> new LearningRate(peak, 0)).isInstanceOf(UnusableInput.class);
    }

    @Test
    void aBudgetIsSpentBySteps() {
        assertThat(TrainingBudget.ofSteps(200).spent(50, Duration.ofHours(9))).isEqualTo(0.25);
    }

    @Test
    void aBudgetIsSpentByTime() {
        assertThat(TrainingBudget.ofTime(Duration.ofMinutes(2)).spent(50, Duration.ofSeconds(30)))
                .isEqualTo(0.25);
    }

    @Test
    void anEmptyBudgetIsRefused() {
        assertThatThrownBy(() -> TrainingBudget.ofSteps(0)).hasMessage("--steps must be 1 or more, not 0.");
        assertThatThrownBy(() -> TrainingBudget.ofTime(Duration.ZERO)).hasMessage("--minutes must be above 0.");
    }
}
