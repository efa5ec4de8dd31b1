package dev.ganglion.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganglion.events.ActivationScale;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.Simulation;
import dev.ganglion.events.Simulation.SimulatedExcerpt;
import dev.ganglion.llm.prompt.ShownToken;
import dev.ganglion.simulator.Tokenizer.Spelling;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Tokens of every kind survive the prompt and the way back, whatever the language model's own tokens are. */
class FaithfulSimulationPropertiesTest {

    private static final double FOUR_DIGITS = 1e-3;

    @Property(tries = 300)
    void anEchoOfThePromptGivesEachTokensOwnActivation(
            @ForAll("excerpts") List<List<String>> excerpts, @ForAll("tokenizers") Tokenizer tokenizer) {
        isPlanted("prompt-logprobs", excerpts, tokenizer, 0);
    }

    @Property(tries = 300)
    void aWrittenExcerptGivesEachTokensOwnActivation(
            @ForAll("excerpts") List<List<String>> excerpts, @ForAll("tokenizers") Tokenizer tokenizer) {
        isPlanted("output-logprobs", excerpts, tokenizer, 0);
    }

    @Property(tries = 50)
    void askingOneAtATimeGivesEachTokensOwnActivation(
            @ForAll("excerpts") List<List<String>> excerpts, @ForAll("tokenizers") Tokenizer tokenizer) {
        isPlanted("one-at-a-time", excerpts, tokenizer, Excerpt.FIRST_COUNTED);
    }

    @Property(tries = 150)
    void jsonGivesEachTokensOwnActivation(
            @ForAll("excerpts") List<List<String>> excerpts, @ForAll("tokenizers") Tokenizer tokenizer) {
        isPlanted("json", excerpts, tokenizer, 0);
    }

    @Provide
    Arbitrary<List<List<String>>> excerpts() {
        return tokens().list().ofMinSize(2).ofMaxSize(12).list().ofMinSize(1).ofMaxSize(3);
    }

    @Provide
    Arbitrary<Tokenizer> tokenizers() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 1_000_000),
                        Arbitraries.of(1, 2, 4, 9, 30),
                        Arbitraries.of(Spelling.class))
                .as(Tokenizer::new);
    }

    private static Arbitrary<String> tokens() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "\t",
                        "\n",
                        "\n\n",
                        "\r\n",
                        " \n\t",
                        "",
                        " ",
                        "   ",
                        "<",
                        "<start>",
                        "<end>",
                        "<|endoftext|>",
                        "</s>",
                        "[INST]",
                        "\"",
                        " \"",
                        "'",
                        "\\",
                        "\\n",
                        "\\\"",
                        "```",
                        "```json",
                        "{",
                        "}",
                        "{explanation}",
                        "]]",
                        "unknown",
                        "\tunknown",
                        "\t5",
                        "10",
                        " 10",
                        "0\n",
                        "<0x0A>",
                        "bytes:\\xe2\\x80",
                        "bytes:\\xa6",
                        "\\xe2",
                        "bytes:",
                        "\u202etxt",
                        "\u200b",
                        "\u0000",
                        "é",
                        "日本",
                        " 日",
                        "👍🏽",
                        "\ud83d",
                        "\uFFFD",
                        "⟦a⟧"),
                Arbitraries.strings().ofMinLength(1).ofMaxLength(6),
                Arbitraries.strings().ascii().ofMinLength(1).ofMaxLength(8),
                Arbitraries.of(" the", " neuron", "ing", ",", ".", " 42"));
    }

    private static void isPlanted(String recipe, List<List<String>> excerpts, Tokenizer tokenizer, int from) {
        // Given
        Explanation explanation = Explanations.about(excerpts);
        Simulator simulator = SimulatorRecipes.all(AskedModel.of(new FaithfulModel(tokenizer)))
                .select(recipe, Optional.empty())
                .implementation();

        // When
        Simulation simulation =
                simulator.simulate(explanation).await().indefinitely().get(0);

        // Then
        assertThat(simulation.failures()).isEmpty();
        assertThat(simulation.scale()).isEqualTo(ActivationScale.SIMULATED_NORMALIZED_ACTIVATIONS);
        assertThat(simulation.excerpts()).hasSameSizeAs(excerpts);
        for (int e = 0; e < excerpts.size(); e++) {
            SimulatedExcerpt simulated = simulation.excerpts().get(e);
            assertThat(simulated.simulated().size()).isEqualTo(excerpts.get(e).size());
            for (int i = from; i < excerpts.get(e).size(); i++) {
                String shown = ShownToken.of(excerpts.get(e).get(i));
                assertThat(simulated.simulated().get(i))
                        .as("excerpt %d, token %d, shown as %s", e, i, shown)
                        .isCloseTo((float) Planted.expected(i, shown), within((float) FOUR_DIGITS));
            }
        }
    }
}
