package dev.ganglion.llm.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.events.ActivationValues;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NormalizedActivationsTest {

    static Stream<Arguments> theReferencesCases() {
        return Stream.of(
                Arguments.of(
                        new double[] {-1, 0, 0.05, 0.0999, 0.1, 0.29, 0.3, 0.57, 0.7, 0.999, 1.0, 1.5},
                        1.0,
                        new int[] {0, 0, 0, 0, 1, 2, 3, 5, 7, 9, 10, 10}),
                Arguments.of(new double[] {0.1, 0.2, 0.3, 0.6, 0.7}, 3.0, new int[] {0, 0, 1, 2, 2}),
                Arguments.of(new double[] {0.3, 0.6, 0.9, 1.2, 1.5, 1.8, 2.1, 2.4, 2.7, 3.0}, 3.0, new int[] {
                    1, 2, 3, 4, 5, 6, 7, 8, 9, 10
                }),
                Arguments.of(new double[] {-3, -1}, -1.0, new int[] {0, 0}),
                Arguments.of(new double[] {1, 2}, 0.0, new int[] {0, 0}));
    }

    @ParameterizedTest
    @MethodSource("theReferencesCases")
    void agreesWithTheReference(double[] activations, double maximum, int[] expected) {
        // When
        int[] normalized = NormalizedActivations.of(ActivationValues.of(activations), maximum);

        // Then
        assertThat(normalized).containsExactly(expected);
    }

    @Test
    void theLargestActivationIsATenThoughItWasRounded() {
        // Given
        double maximum = 3.123456789;

        // When
        int[] normalized = NormalizedActivations.of(ActivationValues.of(new double[] {maximum}), maximum);

        // Then
        assertThat(normalized).containsExactly(10);
    }

    @Test
    void everyTenthOfEveryMaximumIsExact() {
        for (int maximum = 1; maximum < 10_000; maximum++) {
            // Given
            double[] activations = new double[11];
            for (int tenth = 0; tenth <= 10; tenth++) {
                activations[tenth] = maximum * tenth / 10.0 / 1000;
            }

            // When
            int[] normalized = NormalizedActivations.of(ActivationValues.of(activations), maximum / 1000.0);

            // Then
            for (int tenth = 0; tenth <= 10; tenth++) {
                boolean fourDigits = maximum * tenth % 10 == 0 || maximum * tenth < 10_000;
                if (fourDigits) {
                    assertThat(normalized[tenth]).isEqualTo(tenth);
                }
            }
        }
    }
}
