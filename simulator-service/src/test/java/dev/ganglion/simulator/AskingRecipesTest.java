package dev.ganglion.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.events.ActivationScale;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.Simulation;
import dev.ganglion.events.Simulation.SimulatedExcerpt;
import dev.ganglion.events.Split;
import dev.ganglion.llm.model.Capability;
import dev.ganglion.llm.model.ModelUse;
import dev.ganglion.llm.model.UnconnectedModel;
import dev.ganglion.llm.recipe.Recipe;
import dev.ganglion.simulator.Tokenizer.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recipes that ask a language model. */
class AskingRecipesTest {

    @TempDir
    private Path directory;

    @Test
    void aRecipeSaysWhatItNeedsOfItsModel() {
        assertThat(use("prompt-logprobs").needs())
                .isEqualTo(Set.of(Capability.COMPLETIONS, Capability.PROMPT_LOGPROBS));
        assertThat(use("prompt-logprobs").topLogprobs()).isEqualTo(15);
        assertThat(use("output-logprobs").needs()).isEqualTo(Set.of(Capability.CHAT, Capability.OUTPUT_LOGPROBS));
        assertThat(use("output-logprobs").topLogprobs()).isEqualTo(20);
        assertThat(use("one-at-a-time").needs()).isEqualTo(Set.of(Capability.CHAT, Capability.OUTPUT_LOGPROBS));
        assertThat(use("json").needs()).isEqualTo(Set.of(Capability.CHAT));
        assertThat(use("json").topLogprobs()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "json | attempts: 0 | field \"attempts\" must be 1 to 10",
                "json | kinds: [token-table] | field \"kinds\": the method takes explanations of the kind words only",
                "json | splits: [none] | field \"splits\": no score is over the excerpts of none",
                "json | logprobs: 5 | unknown field \"logprobs\"",
                "json | calibration: isotonic | field \"calibration\" must be one of none, linear, percentile",
                "output-logprobs | logprobs: 21 | field \"logprobs\" must be 1 to 20",
                "prompt-logprobs | logprobs: 0 | field \"logprobs\" must be 1 to 100"
            })
    void aFieldThatCannotWorkIsRefusedInOneSentence(String recipe, String field, String reason) throws IOException {
        // Given
        String without = shipped(recipe).replaceFirst("\n" + field.replaceFirst(":.*", "") + ":.*", "");
        write(without.replaceFirst("\nprompt:", "\n" + field + "\nprompt:"));

        // When, Then
        assertThatThrownBy(this::mine).hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "json | {explanation} | it | field \"prompt.user\" must show {explanation}",
                "json | {tokens} | it | field \"prompt.user\" must show {tokens}",
                "json | {tokens} | {words} | field \"prompt.user\" uses {words}; there are: explanation, tokens",
                "prompt-logprobs | {activations} | it | field \"prompt.neuron\" must show {activations}",
                "prompt-logprobs | \"My\", | | field \"examples\": the example of 20 tokens has 21 activations",
                "output-logprobs | [0, 0, 0, 0, 0, 3 | [0, 0, 0, 0, 0, 11 | whole numbers from 0 to 10, and not 11",
                "one-at-a-time | activation: 10 | activation: -1 | whole numbers from 0 to 10, and not -1",
                "prompt-logprobs | revealed: 8 | revealed: 99 | \"revealed\" is a position, 0 to 21"
            })
    void aPromptThatCannotWorkIsRefusedInOneSentence(String recipe, String what, String with, String reason)
            throws IOException {
        // Given
        write(shipped(recipe).replace(what, with == null ? "" : with));

        // When, Then
        assertThatThrownBy(this::mine).hasMessageContaining(reason);
    }

    @Test
    void aCalibratedRecipeSimulatesInTheNeuronsUnit() throws IOException {
        // Given
        write(shipped("json").replaceFirst("\nprompt:", "\ncalibration: percentile\nprompt:"));
        List<Excerpt> excerpts = List.of(
                Explanations.excerpt(0, ExcerptSet.TOP, Split.CALIBRATION, List.of("A", " quay", " crane"), 0, 1, 2),
                Explanations.excerpt(1, ExcerptSet.RANDOM, Split.CALIBRATION, List.of("B", " pier", " rope"), 0, 3, 0),
                Explanations.excerpt(2, ExcerptSet.TOP, Split.VALID, List.of("C", " dock", " tide"), 0, 0, 3.5f));
        FaithfulModel model = new FaithfulModel(new Tokenizer(1, 4, Spelling.BYTES));

        // When
        Simulation simulation = SimulatorRecipes.all(AskedModel.of(model))
                .select("mine", Optional.of(directory))
                .implementation()
                .simulate(Explanations.words(excerpts))
                .await()
                .indefinitely()
                .get(0);

        // Then
        assertThat(simulation.scale()).isEqualTo(ActivationScale.NEURON_ACTIVATIONS);
        assertThat(simulation.excerpts()).extracting(SimulatedExcerpt::id).containsExactly("4/0", "4/1", "4/2");
        assertThat(simulation.excerpts().get(2).simulated().maximumFrom(1)).isBetween(0f, 3f);
    }

    private static ModelUse use(String recipe) {
        return SimulatorRecipes.all(new UnconnectedModel())
                .select(recipe, Optional.empty())
                .model()
                .orElseThrow();
    }

    private Recipe<Simulator> mine() {
        return SimulatorRecipes.all(new UnconnectedModel()).select("mine", Optional.of(directory));
    }

    private void write(String text) throws IOException {
        Files.writeString(directory.resolve("mine.yaml"), text);
    }

    private static String shipped(String recipe) throws IOException {
        try (InputStream in = AskingRecipesTest.class.getResourceAsStream("/recipes/" + recipe + ".yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceFirst("(?m)^name: .*$", "name: mine");
        }
    }
}
