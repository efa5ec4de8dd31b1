package dev.ganglion.interchange.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.events.ActivationScale;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.Score;
import dev.ganglion.events.Scores;
import dev.ganglion.events.Simulation.SimulatedExcerpt;
import dev.ganglion.events.Split;
import dev.ganglion.interchange.InterchangeException;
import dev.ganglion.interchange.PublishedFixtures;
import dev.ganglion.interchange.openai.PublishedExplanations.Explained;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedExplanationsTest {

    private final NeuronActivations record = new PublishedNeuron("gpt2-xl", "neuron-explainer")
            .record(PublishedFixtures.LAYER, PublishedFixtures.NEURON, PublishedFixtures.record(), Optional.empty())
            .record();

    @Test
    void aPublishedExplanationIsSimulatedOnTheHeldOutExcerptsOfTheRecordAlone() {
        // When: written by Transformer Debugger, with its names
        List<Explained> explained = PublishedExplanations.of(record, PublishedFixtures.explanations());

        // Then
        assertThat(explained).hasSize(1);
        Explained one = explained.get(0);
        assertThat(one.explanation().text())
                .isEqualTo("occurrences of the word \"all\" or similar expressions that indicate inclusiveness.");
        assertThat(one.explanation().heldOut()).hasSize(14);
        Map<String, Excerpt> excerpts =
                record.excerpts().stream().collect(Collectors.toMap(Excerpt::id, Function.identity()));
        assertThat(one.simulation().excerpts())
                .as("of eight that were published, those that the record holds out")
                .hasSize(7)
                .allSatisfy(simulated -> {
                    assertThat(excerpts.get(simulated.id()).heldOut()).isTrue();
                    assertThat(simulated.actual())
                            .isEqualTo(excerpts.get(simulated.id()).activations());
                })
                .extracting(SimulatedExcerpt::split)
                .doesNotContain(Split.TRAIN);
        assertThat(one.simulation().scale()).isEqualTo(ActivationScale.SIMULATED_NORMALIZED_ACTIVATIONS);
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        // Given
        Explained published = PublishedExplanations.of(record, PublishedFixtures.explanations())
                .get(0);
        Scores scores = ExplanationFilesTest.scores(published.simulation(), 0.5, Score.of(0.5));
        byte[] written = ExplanationFiles.explanations(record, List.of(published.simulation()), List.of(scores))
                .orElseThrow();

        // When
        Explained read = PublishedExplanations.of(record, written).get(0);

        // Then
        assertThat(read.explanation()).isEqualTo(published.explanation());
        assertThat(read.simulation().id()).isEqualTo(published.simulation().id());
        assertThat(read.simulation().excerpts())
                .containsExactlyInAnyOrderElementsOf(published.simulation().excerpts().stream()
                        .filter(excerpt -> excerpt.split() == Split.VALID)
                        .toList());
    }

    @Test
    void theRecipesSayThatNothingHereCanRunThem() {
        assertThat(PublishedExplanations.recipes()).hasSize(2).allSatisfy(recipe -> assertThat(recipe.text())
                .contains("name: openai-published", "method: published"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3251    | 17          | neuron_id",
                "\"sequence_simulation\" | \"other\" | as many",
                "\"explanation\" | \"other\" | needs",
                "scored_explanations | other | scored_explanations",
                "dressing | undressing | no excerpt",
            })
    void whatIsWrongIsOneSentence(String text, String instead, String sentence) {
        // Given
        String file = new String(PublishedFixtures.explanations(), StandardCharsets.UTF_8);
        String wrong = sentence.equals("no excerpt")
                ? file.replaceAll("\"tokens\":\\[\"[^\"]*\"", "\"tokens\":[\"elsewhere\"")
                : file.replace(text, instead);

        // When and then
        assertThatThrownBy(() -> PublishedExplanations.of(record, wrong.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InterchangeException.class)
                .hasMessageContaining(sentence);
    }
}
