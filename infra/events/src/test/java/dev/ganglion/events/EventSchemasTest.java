package dev.ganglion.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.ganglion.events.SchemaCheck.RequiredField;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventSchemasTest {

    private static List<Class<?>> events() {
        return SchemaCheck.EVENTS;
    }

    private static Stream<String> texts() {
        return Stream.concat(Stream.of(EventSchemas.shared()), events().stream().map(EventSchemas::of));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aSchemaIsASchema(String text) {
        // Given
        JsonNode schema = SchemaCheck.tree(text);

        // When, then
        assertThat(schema.get("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(SchemaLocation.of(schema.get("$schema").asText()))
                        .validate(schema))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void aSchemaDescribesEveryFieldOfItsRecord(Class<?> event) {
        // Given
        JsonNode schema = SchemaCheck.tree(EventSchemas.of(event));

        // Then
        assertThat(schema.get("title").asText()).isEqualTo(event.getSimpleName());
        assertThat(schema.get("properties").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(Arrays.stream(event.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
        assertThat(schema.findValues("additionalProperties")).isNotEmpty().allMatch(JsonNode::asBoolean);
    }

    @Test
    void theRequiredFieldsOfAnEventAreFoundInSharedDefinitionsToo() {
        // Given
        GoldenFile<?> explanation = GoldenEvents.all()
                .filter(golden -> golden.name().equals("explanation-words"))
                .findFirst()
                .orElseThrow();

        // Then
        assertThat(SchemaCheck.required(Explanation.class, explanation.tree()))
                .contains(
                        new RequiredField("", "candidate"),
                        new RequiredField("/recipe", "digest"),
                        new RequiredField("/heldOut/2", "tokens"))
                .doesNotContain(new RequiredField("", "parent"))
                .hasSize(9 + 3 + 3 * 5);
    }

    @ParameterizedTest
    @CsvSource({
        "activation-requests, ActivationRequest",
        "neuron-activation-partials, NeuronActivationPartial",
        "corpus-scans, CorpusScan",
        "neuron-activations, NeuronActivations",
        "explanations, Explanation",
        "simulations, Simulation",
        "scores, Scores",
        "recipes, PublishedRecipe",
        "dead-letter-decisions, DeadLetterDecision",
    })
    void aTopicHasTheSchemaOfItsEvents(String topic, String title) {
        assertThat(SchemaCheck.tree(EventSchemas.ofTopic(topic)).get("title").asText())
                .isEqualTo(title);
    }

    @Test
    void whatHasNoSchemaIsNamed() {
        assertThatThrownBy(() -> EventSchemas.ofTopic(Topics.SCORER_DLQ))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"scorer-service.dlq\"")
                .hasMessageContaining("simulations");
        assertThatThrownBy(() -> EventSchemas.of(Excerpt.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Excerpt");
    }

    @ParameterizedTest
    @EnumSource(ExplanationKind.class)
    void aTokenTableIsThereForItsKindOnly(ExplanationKind kind) {
        // Given: an explanation of the other kind than its content is
        ObjectNode tree = (ObjectNode) GoldenEvents.all()
                .filter(golden -> golden.name().startsWith("explanation-")
                        && !golden.name().endsWith(kind.toString()))
                .findFirst()
                .orElseThrow()
                .tree();
        tree.put("kind", kind.toString());

        // When, then
        assertThat(SchemaCheck.problems(Explanation.class, tree)).isNotEmpty();
        assertThatThrownBy(() ->
                        EventCodec.of(Explanation.class).decode(tree.toString().getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("\"tokenMeans\"");
    }

    @Test
    void anExcerptThatTheExplainerSawIsNotHeldOut() {
        // Given
        GoldenFile<?> golden = GoldenEvents.all()
                .filter(g -> g.name().equals("explanation-words"))
                .findFirst()
                .orElseThrow();
        JsonNode tree = golden.tree();
        ((ObjectNode) tree.at("/heldOut/0")).put("split", "train");

        // When, then
        assertThat(SchemaCheck.problems(Explanation.class, tree)).isNotEmpty();
        assertThatThrownBy(() -> golden.decode(tree)).hasMessageContaining("1204/0 is not held out");
    }

    @Test
    void aScoreIsANumberOrAReasonAndNeverBothOrNone() {
        // Given
        GoldenFile<?> golden = GoldenEvents.all()
                .filter(g -> g.name().equals("scores"))
                .findFirst()
                .orElseThrow();
        JsonNode both = golden.tree();
        ((ObjectNode) both.at("/scores/0/correlation")).put("undefined", "never fires");
        JsonNode none = golden.tree();
        ((ObjectNode) none.at("/scores/0/correlation")).removeAll();

        // When, then
        for (JsonNode tree : List.of(both, none)) {
            assertThat(SchemaCheck.problems(Scores.class, tree)).isNotEmpty();
            assertThatThrownBy(() -> golden.decode(tree)).hasMessageContaining("\"value\" or a reason");
        }
    }
}
