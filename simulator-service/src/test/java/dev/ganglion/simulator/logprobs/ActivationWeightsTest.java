package dev.ganglion.simulator.logprobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ActivationWeightsTest {

    private static final double EXACT = 1e-12;

    @Test
    void theExpectedValueIsOverActivationsAlone() {
        // Given: the reference's numbers
        Map<String, Double> alternatives = Map.of(
                "0", -0.5108256237659907,
                "5", -1.6094379124341003,
                "10", -2.3025850929940455,
                "unknown", -2.3025850929940455);

        // When, Then
        assertThat(expected(alternatives, "")).isCloseTo(2.2222222222222223, within(EXACT));
    }

    @Test
    void whatIsNotExactlyAnActivationDoesNotCount() {
        // Given: the reference's numbers
        Map<String, Double> alternatives =
                Map.of("0", -0.1, "10", -3.0, " 1", -4.0, "unknown", -0.5, "11", -2.0, "3", -5.0);

        // When, Then
        assertThat(expected(alternatives, "")).isCloseTo(0.5389065628891342, within(EXACT));
        assertThat(ActivationWeights.of(
                                Map.of(
                                        "01", -1.0, "-1", -1.0, "5.", -1.0, "５", -1.0, "+3", -1.0, "1e1", -1.0, "",
                                        -1.0),
                                "")
                        .expected())
                .isEmpty();
    }

    @Test
    void anUnlikelyActivationIsAnActivation() {
        assertThat(expected(Map.of("7", -9.0), "")).isEqualTo(7);
        assertThat(expected(Map.of("2", -9999.0, "4", -9999.0), "")).isCloseTo(3, within(EXACT));
    }

    @Test
    void noActivationIsNoZero() {
        // Where the reference expects 0
        assertThat(ActivationWeights.of(Map.of("unknown", -0.1, "foo", -2.0), "")
                        .expected())
                .isEmpty();
        assertThat(ActivationWeights.of(Map.of(), "").expected()).isEmpty();
        assertThat(ActivationWeights.of(Map.of("3", Double.NEGATIVE_INFINITY), "")
                        .expected())
                .isEmpty();
    }

    @Test
    void whatATokenFoldsInBeforeTheActivationMustBeTheSame() {
        // Given
        Map<String, Double> alternatives = Map.of("\t2", -1.0, "\t4", -1.0, "9", -0.1, " 9", -0.1, "\n9", -0.1);

        // When, Then
        assertThat(expected(alternatives, "\t")).isCloseTo(3, within(EXACT));
    }

    @Test
    void aLineBreakEndsAnActivation() {
        assertThat(expected(Map.of("2\n", -1.0, "2", -1.0, "8\n to", -1.0), "")).isCloseTo(4, within(EXACT));
    }

    @Test
    void aWrittenOneIsSharedWithTen() {
        // Given: a tokenizer that writes 10 as 1 and 0
        Map<String, Double> first = Map.of("1", Math.log(0.6), "0", Math.log(0.2));
        Map<String, Double> next = Map.of("0", Math.log(0.5), "\n", Math.log(0.5));

        // When
        double expected =
                ActivationWeights.of(first, "").withTenAfterOne(next).expected().orElseThrow();

        // Then
        assertThat(expected).isCloseTo((0.3 * 10 + 0.3) / 0.8, within(EXACT));
    }

    @Test
    void aOneThatNoZeroFollowsRemainsOne() {
        assertThat(ActivationWeights.of(Map.of("1", -0.1), "")
                        .withTenAfterOne(Map.of("\n", -0.1))
                        .expected())
                .hasValue(1);
        assertThat(ActivationWeights.of(Map.of("1", -0.1), "")
                        .withTenAfterOne(Map.of("0", 0.0))
                        .expected())
                .hasValue(10);
    }

    private static double expected(Map<String, Double> alternatives, String before) {
        return ActivationWeights.of(alternatives, before).expected().orElseThrow();
    }
}
