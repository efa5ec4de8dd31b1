package dev.ganglion.scorer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganglion.events.Score;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceScoresTest {

    static Stream<JsonNode> references() throws IOException {
        try (InputStream file = ReferenceScoresTest.class.getResourceAsStream("/reference-scores.json")) {
            return StreamSupport.stream(
                    new ObjectMapper().readTree(file).get("scores").spliterator(), false);
        }
    }

    @ParameterizedTest
    @MethodSource("references")
    void theMeasuresAreThoseOfTheReferenceAndWhereItHasNoNumberNeitherHaveWe(JsonNode reference) {
        // Given
        double[] actual = numbers(reference.get("real"));
        double[] simulated = numbers(reference.get("pred"));

        // When
        Agreement agreement = new Agreement(actual, simulated);

        // Then
        assertSame(agreement.correlation(), reference.get("ev_correlation"));
        assertSame(agreement.rSquared(), reference.get("rsquared"));
        assertSame(agreement.absoluteDeviationExplained(), reference.get("abs_dev_explained"));
    }

    private static void assertSame(Score score, JsonNode reference) {
        if (reference.isNumber()) {
            assertThat(score.value()).isCloseTo(reference.doubleValue(), within(1e-9));
        } else {
            assertThat(reference.textValue()).isIn("NaN", "Infinity", "-Infinity");
            assertThat(score.undefined()).isNotBlank();
        }
    }

    private static double[] numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
    }
}
