package dev.ganglion.simulator.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.events.Explanation;
import dev.ganglion.llm.model.Capability;
import dev.ganglion.llm.model.ChatRequest;
import dev.ganglion.llm.model.Message;
import dev.ganglion.llm.model.ModelUse;
import dev.ganglion.llm.model.UnconnectedModel;
import dev.ganglion.llm.recipe.Recipe;
import dev.ganglion.llm.recipe.RecipeException;
import dev.ganglion.llm.recipe.Recipes;
import dev.ganglion.simulator.Simulator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgingRecipesTest {

    private static final String LEAST =
            """
            name: mine
            service: simulator
            method: detection
            model: {name: tiny, maxTokens: 50, context: 4000}
            prompt:
              system: Judge.
              user: "{explanation} {#for e in excerpts}{e.text}{/for}"
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"detection", "fuzzing"})
    void theShippedRecipeAsksAChatModel(String name) {
        // When
        Recipe<Simulator> recipe = recipes().select(name, Optional.empty());

        // Then
        ModelUse use = recipe.model().orElseThrow();
        assertThat(use.needs()).isEqualTo(Set.of(Capability.CHAT));
        assertThat(use.topLogprobs()).isZero();
        assertThat(use.model().temperature()).isZero();
        assertThat(recipe.ref().method()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"detection", "fuzzing"})
    void thePromptIsWordForWordThis(String name) throws IOException {
        // Given
        Explanation explanation = Neurons.neuron(5, 5);

        // When
        ChatRequest first = (ChatRequest) recipes()
                .select(name, Optional.empty())
                .implementation()
                .preview(explanation)
                .get(0);

        // Then
        assertThat(written(first.messages())).isEqualTo(golden(name));
    }

    @Test
    void probabilitiesNeedAModelThatGivesThem() throws IOException {
        // Given
        write(LEAST + "probabilities: true\n");

        // When
        Recipe<Simulator> recipe = recipes().select("mine", Optional.of(directory));

        // Then
        ModelUse use = recipe.model().orElseThrow();
        assertThat(use.needs()).isEqualTo(Set.of(Capability.CHAT, Capability.OUTPUT_LOGPROBS));
        assertThat(use.topLogprobs()).isEqualTo(5);
        assertThat(((ChatRequest) recipe.implementation()
                                .preview(Neurons.neuron(5, 5))
                                .get(0))
                        .topLogprobs())
                .isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "batch: 0 | field \"batch\" must be 1 to 20",
                "batch: 21 | field \"batch\" must be 1 to 20",
                "attempts: 0 | field \"attempts\" must be 1 to 10",
                "firesFrom: 0.0 | field \"firesFrom\" must be above 0 and at most 1",
                "silentBelow: 0.41 | field \"silentBelow\" must be above 0 and at most \"firesFrom\"",
                "most: 0 | field \"most\" must be 1 to 100",
                "atLeast: 26 | field \"atLeast\" must be 1 to 25",
                "hardNegatives: 26 | field \"hardNegatives\" must be 0 to 25",
                "kinds: [token-table] | field \"kinds\": the method takes explanations of the kind words only",
                "examples: [{explanation: x, excerpts: [a], answers: [2]}] | must hold a 0 or a 1 for each excerpt",
                "examples: [{explanation: x, excerpts: [a], answers: [1, 0]}] | must hold a 0 or a 1 for each excerpt",
                "examples: [{explanation: x, excerpts: [], answers: []}] | missing field \"excerpts\" in \"examples\"",
            })
    void whatCannotWorkIsOneSentence(String field, String sentence) throws IOException {
        // Given
        write(LEAST + field + "\n");

        // When, then
        assertThatThrownBy(() -> recipes().select("mine", Optional.of(directory)))
                .isInstanceOf(RecipeException.class)
                .hasMessageContaining(sentence)
                .message()
                .hasLineCount(1);
    }

    @Test
    void anAnswerMustHaveRoomForItsDigits() throws IOException {
        // Given
        write(LEAST.replace("maxTokens: 50", "maxTokens: 10"));

        // When, then
        assertThatThrownBy(() -> recipes().select("mine", Optional.of(directory)))
                .hasMessageContaining("\"maxTokens\" in \"model\" must be above 10");
    }

    @Test
    void aTemplateThatUsesWhatThereIsNotIsRefused() throws IOException {
        // Given
        write(LEAST.replace("{explanation} ", "{neuron} "));

        // When, then
        assertThatThrownBy(() -> recipes().select("mine", Optional.of(directory)))
                .hasMessageContaining("field \"user\" uses {neuron}; there are: count, excerpts, explanation");
    }

    private void write(String text) throws IOException {
        Files.writeString(directory.resolve("mine.yaml"), text);
    }

    private static Recipes<Simulator> recipes() {
        return new Recipes<>(
                "simulator",
                Judging.class,
                List.of("detection", "fuzzing"),
                List.of(Judging.detection(new UnconnectedModel()), Judging.fuzzing(new UnconnectedModel())));
    }

    private static String written(List<Message> messages) {
        return messages.stream()
                .map(message -> "--- " + message.role() + "\n" + message.content() + "\n")
                .collect(Collectors.joining());
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = JudgingRecipesTest.class.getResourceAsStream(name + "-prompt.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
