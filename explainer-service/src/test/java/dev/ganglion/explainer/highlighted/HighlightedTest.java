package dev.ganglion.explainer.highlighted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ganglion.events.Explanation;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.explainer.Chats;
import dev.ganglion.explainer.Explainer;
import dev.ganglion.explainer.PlayedModel;
import dev.ganglion.explainer.RecipeFiles;
import dev.ganglion.explainer.RecordBuilder;
import dev.ganglion.llm.model.FormatFailureException;
import dev.ganglion.llm.recipe.Recipe;
import dev.ganglion.llm.recipe.RecipeException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HighlightedTest {

    private static final String PROMPT =
            """
            method: highlighted
            prompt:
              system: "{open} and {close}, then {marker}"
              neuron: "{#for excerpt in excerpts}{excerpt_count}. {excerpt}\\n{/for}"
              marker: "=>"
            """;

    @TempDir
    private Path directory;

    private final PlayedModel model = new PlayedModel();

    @Test
    void runsOfTokensFromThirtyPercentOfTheMaximumOnAreMarked() {
        // Given
        NeuronActivations record = new RecordBuilder(10)
                .train(List.of("A", " b", " c", " d", " e"), 0, 3, 10, 2.9, 4)
                .build();

        // When
        String question = question("", record);

        // Then
        assertThat(question).isEqualTo("1. A⟦ b c⟧ d⟦ e⟧\n");
    }

    @Test
    void theFirstTokenIsNeverMarked() {
        // Given
        NeuronActivations record =
                new RecordBuilder(10).train(List.of("A", " b"), 99, 9).build();

        // When
        String question = question("", record);

        // Then
        assertThat(question).isEqualTo("1. A⟦ b⟧\n");
    }

    @Test
    void excerptsWithoutAMarkAreNotShown() {
        // Given
        NeuronActivations record = new RecordBuilder(10)
                .train(List.of("A", " b"), 0, 10)
                .train(List.of("A", " faint"), 0, 1)
                .build();

        // When
        String question = question("", record);

        // Then
        assertThat(question).isEqualTo("1. A⟦ b⟧\n");
    }

    @Test
    void somethingIsMarkedThoughTheHighestActivationsAreElsewhere() {
        // Given
        NeuronActivations record =
                new RecordBuilder(100).train(List.of("A", " b", " c"), 0, 10, 2).build();

        // When
        String question = question("", record);

        // Then
        assertThat(question).isEqualTo("1. A⟦ b⟧ c\n");
    }

    @Test
    void theTemplatesKnowTheMarks() {
        // When
        String chat =
                Chats.text(recipe("examples: [{excerpts: [{tokens: [A, b], activations: [0, 3]}], explanation: bees}]")
                        .implementation()
                        .preview(neuron())
                        .get(0));

        // Then
        assertThat(chat).startsWith("### system\n⟦ and ⟧, then =>\n\n### user\n1. A⟦b⟧\n\n\n### assistant\n=> bees\n");
    }

    @Test
    void theExplanationFollowsTheMarker() {
        // Given
        model.says("They buzz.\n=> bees.");

        // When
        List<Explanation> explanations = RecipeFiles.explain(recipe(""), neuron());

        // Then
        assertThat(explanations).extracting(Explanation::text).containsExactly("bees");
    }

    @Test
    void anAnswerWithoutTheMarkerIsAFormatFailureAfterTheLastAttempt() {
        // Given
        model.says("bees", "bees", "bees");

        // When, Then
        assertThatExceptionOfType(FormatFailureException.class)
                .isThrownBy(() -> RecipeFiles.explain(recipe(""), neuron()))
                .withMessage("the answer has no line that begins with \"=>\": \"bees\"");
    }

    @Test
    void aThresholdOfZeroWouldMarkEverything() {
        assertThatExceptionOfType(RecipeException.class)
                .isThrownBy(() -> recipe("threshold: 0"))
                .withMessageContaining("field \"threshold\" must be above 0");
    }

    private static NeuronActivations neuron() {
        return new RecordBuilder(10).train(List.of("A", " b"), 0, 10).build();
    }

    private String question(String fields, NeuronActivations record) {
        return Chats.question(recipe(fields).implementation().preview(record).get(0));
    }

    private Recipe<Explainer> recipe(String fields) {
        return RecipeFiles.recipe(directory, model, PROMPT + fields + "\n");
    }
}
