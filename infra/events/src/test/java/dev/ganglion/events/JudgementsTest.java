package dev.ganglion.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganglion.events.Simulation.FailedExcerpt;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the records of judgements and failures refuse beyond missing fields. */
class JudgementsTest {

    @Test
    void aSimulationIsExactlyOneOfItsVariants() {
        // Given
        JsonNode both = golden("simulation-judgements").tree();
        ((ObjectNode) both).put("scale", "neuron_activations");
        JsonNode none = golden("simulation-judgements").tree();
        ((ObjectNode) none).remove("judgements");
        JsonNode mixed = golden("simulation-judgements").tree();
        ((ArrayNode) mixed.get("excerpts")).add(golden("simulation").tree().at("/excerpts/0"));

        // When, then
        for (JsonNode tree : List.of(both, none, mixed)) {
            assertThat(SchemaCheck.problems(Simulation.class, tree)).isNotEmpty();
            assertThatThrownBy(() -> golden("simulation").decode(tree)).hasMessageContaining("judgements");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/judgements, firesFrom, 0.1, silentBelow",
        "/judgements, atLeast, 0, atLeast",
        "/judgements, positives, -1, positives",
        "/judgements, negatives, -1, negatives",
        "/judgements/excerpts/0, probability, 1.01, probability",
        "/judgements/excerpts/0, probability, -0.01, probability",
    })
    void judgementsThatCannotBeAreRefused(String object, String field, double value, String named) {
        // Given
        JsonNode tree = golden("simulation-judgements").tree();
        put((ObjectNode) tree.at(object), field, value);

        // When, then
        assertThatThrownBy(() -> golden("simulation-judgements").decode(tree))
                .isInstanceOf(EventException.class)
                .hasMessageContaining("\"" + named + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "/judgements, truePositives, 21, truePositives",
        "/judgements, falsePositives, 20, falsePositives",
        "/judgements, failures, -1, failures",
        "/judgements/recall, low, 0.81, value",
        "/judgements/recall, high, 0.79, value",
        "/judgements/f1, low, 0.5, low",
        "/judgements/f1, value, 0.5, value",
    })
    void scoresThatCannotBeAreRefused(String object, String field, double value, String named) {
        // Given
        JsonNode tree = golden("scores-judgements").tree();
        put((ObjectNode) tree.at(object), field, value);

        // When, then
        assertThatThrownBy(() -> golden("scores-judgements").decode(tree))
                .isInstanceOf(EventException.class)
                .hasMessageContaining("\"" + named + "\"");
    }

    @Test
    void theReasonOfAFailureIsOneBoundedSentenceHoweverOftenItIsRead() {
        // Given
        String hostile = "x\u202e".repeat(400) + "\nsecond line";

        // When
        FailedExcerpt failed = new FailedExcerpt("1/2", ExcerptSet.TOP, Split.TEST, hostile);

        // Then
        assertThat(failed.reason()).hasSize(301).endsWith("…").doesNotContain("\u202e", "second");
        assertThat(new FailedExcerpt("1/2", ExcerptSet.TOP, Split.TEST, failed.reason()))
                .isEqualTo(failed);
    }

    private static void put(ObjectNode object, String field, double value) {
        if (value == Math.rint(value)) {
            object.put(field, (int) value);
        } else {
            object.put(field, value);
        }
    }

    private static GoldenFile<?> golden(String name) {
        return GoldenEvents.all()
                .filter(golden -> golden.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
