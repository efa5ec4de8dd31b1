package dev.ganglion.explainer.tokenpairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.Split;
import dev.ganglion.explainer.Chats;
import dev.ganglion.explainer.Explainer;
import dev.ganglion.explainer.Neurons;
import dev.ganglion.explainer.RecipeFiles;
import dev.ganglion.explainer.RecordBuilder;
import dev.ganglion.llm.model.Capability;
import dev.ganglion.llm.model.UnconnectedModel;
import dev.ganglion.llm.recipe.Recipe;
import dev.ganglion.llm.recipe.RecipeException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenActivationPairsTest {

    private static final String PROMPT =
            """
            method: token-activation-pairs
            prompt:
              system: Explain.
              neuron: |-
                {#for excerpt in excerpts}
                <start>
                {#for line in excerpt.lines}
                {line.token}{tab}{line.activation}
                {/for}
                <end>
                {/for}
                {#if sparse}
                Firing:
                {#for excerpt in excerpts}
                {#for line in excerpt.firing}
                {line.token}{tab}{line.activation}
                {/for}
                {/for}
                {/if}
                End.
            """;

    @TempDir
    private Path directory;

    @Test
    void activationsAreShownOnTheScaleOfTheWholeCorpus() {
        // Given
        NeuronActivations record = new RecordBuilder(3.0)
                .train(List.of("A", " a", " b", " c"), 0, 0.6, -1, 3)
                .build();

        // When
        String question = question(record, "repeatBelow: 0");

        // Then
        assertThat(question).isEqualTo("<start>\nA\t0\n a\t2\n b\t0\n c\t10\n<end>\nEnd.");
    }

    @Test
    void theFirstTokenIsShownAndIsNoEvidence() {
        // Given
        NeuronActivations record =
                new RecordBuilder(3.0).train(List.of("A", " a"), 50, 3).build();

        // When
        String question = question(record, "repeatBelow: 0");

        // Then
        assertThat(question).isEqualTo("<start>\nA\t0\n a\t10\n<end>\nEnd.");
    }

    @Test
    void excerptsWithFewActivationsAreRepeatedWithoutZeros() {
        // Given
        NeuronActivations sparse = new RecordBuilder(1)
                .train(List.of("A", " a", " b"), 0, 1, 0)
                .train(List.of("B", " a", " b"), 0, 0, 0.001)
                .build();
        NeuronActivations fifth = new RecordBuilder(1)
                .train(List.of("A", " a", " b", " c", " d"), 0, 1, 0, 0, 0)
                .build();

        // When
        String repeated = question(sparse, "");
        String once = question(fifth, "");

        // Then
        assertThat(repeated).endsWith("<end>\nFiring:\n a\t10\nEnd.");
        assertThat(once).doesNotContain("Firing:");
    }

    @Test
    void onlyTrainExcerptsOnWhichTheNeuronFiresAreShown() {
        // Given
        RecordBuilder record = new RecordBuilder(1);
        for (Split split : Split.values()) {
            record.excerpt(split, List.of("A", " " + split), 0, 1);
        }
        record.train(List.of("A", " silent"), 5, 0);

        // When
        String question = question(record.build(), "repeatBelow: 0");

        // Then
        assertThat(question).isEqualTo("<start>\nA\t0\n train\t10\n<end>\nEnd.");
    }

    @Test
    void noMoreExcerptsAreShownThanTheRecipeSays() {
        // Given
        NeuronActivations record = new RecordBuilder(1)
                .train(List.of("A", " a"), 0, 1)
                .train(List.of("A", " b"), 0, 1)
                .train(List.of("A", " c"), 0, 1)
                .build();

        // When
        String question = question(record, "excerpts: 2");

        // Then
        assertThat(question).contains(" a\t10", " b\t10").doesNotContain(" c\t");
    }

    @Test
    void anExampleIsShownLikeANeuron() {
        // When
        String chat = Chats.text(recipe(
                        """
                        repeatBelow: 0
                        examples:
                          - excerpts: [{tokens: ["X", " <end>"], activations: [0, 7]}]
                            explanation: ends
                        """)
                .implementation()
                .preview(Neurons.genus(7))
                .get(0));

        // Then
        assertThat(chat)
                .contains(
                        "### user\n<start>\nX\t0\n \\u{3c}end>\t7\n<end>\nEnd.\n\n### assistant\nends\n\n### user\n<start>");
    }

    @Test
    void aRecipeNeedsAChatModelAndNothingElse() {
        // When
        var use = recipe("").model().orElseThrow();

        // Then
        assertThat(use.model().name()).isEqualTo("some-model");
        assertThat(use.needs()).isEqualTo(Set.of(Capability.CHAT));
        assertThat(use.topLogprobs()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "candidates: 11 | field \"candidates\" must be 1 to 10",
                "attempts: 0 | field \"attempts\" must be 1 to 10",
                "excerpts: 0 | field \"excerpts\" must be 1 to 20",
                "repeatBelow: 1.5 | field \"repeatBelow\" must be 0 to 1",
                "shots: 3 | unknown field \"shots\"",
                "examples: [{explanation: x}] | an example needs \"excerpts\"",
                "examples: [{excerpts: [{tokens: [a], activations: [0]}]}] | missing field \"explanation\"",
                "examples: [{excerpts: [{tokens: [a, b], activations: [0]}], explanation: x}]"
                        + " | an example's excerpt has 2 tokens and 1 activations",
                "examples: [{excerpts: [{tokens: [a], activations: [11]}], explanation: x}]"
                        + " | an example's activations are whole numbers from 0 to 10",
            })
    void aFieldThatCannotBeIsNamed(String field, String reason) {
        assertThatExceptionOfType(RecipeException.class)
                // When
                .isThrownBy(() -> recipe(field))
                // Then
                .withMessageContaining(reason.strip());
    }

    @Test
    void candidatesThatWouldAllBeTheSameAreRefused() {
        assertThatExceptionOfType(RecipeException.class)
                .isThrownBy(
                        () -> RecipeFiles.written(
                                directory,
                                new UnconnectedModel(),
                                null,
                                """
                        name: own
                        service: explainer
                        method: token-activation-pairs
                        model: {name: m, temperature: 0, maxTokens: 50, context: 1000}
                        candidates: 2
                        prompt: {system: a, neuron: b}
                        """))
                .withMessageContaining("field \"candidates\" above 1 needs a \"temperature\" above 0");
    }

    private String question(NeuronActivations record, String fields) {
        return Chats.question(recipe(fields).implementation().preview(record).get(0));
    }

    private Recipe<Explainer> recipe(String fields) {
        return RecipeFiles.recipe(directory, new UnconnectedModel(), PROMPT + fields + "\n");
    }
}
