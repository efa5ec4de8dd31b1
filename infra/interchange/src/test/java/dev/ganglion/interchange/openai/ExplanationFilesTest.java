package dev.ganglion.interchange.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganglion.events.ActivationScale;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Score;
import dev.ganglion.events.ScoredOn;
import dev.ganglion.events.Scores;
import dev.ganglion.events.Scores.SplitScores;
import dev.ganglion.events.Simulation;
import dev.ganglion.events.Simulation.SimulatedExcerpt;
import dev.ganglion.events.Split;
import dev.ganglion.interchange.PublishedFixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExplanationFilesTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final RecipeRef RECIPE = new RecipeRef("pairs", "0123456789abcdef", "token-activation-pairs");

    private final NeuronActivations record = new PublishedNeuron("gpt2-xl", "neuron-explainer")
            .record(PublishedFixtures.LAYER, PublishedFixtures.NEURON, PublishedFixtures.record(), Optional.empty())
            .record();

    private Simulation simulation(String text, ExplanationKind kind) {
        UUID id = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
        return new Simulation(
                id,
                record.neuron(),
                record.id(),
                id,
                kind,
                text,
                RECIPE,
                RECIPE,
                ActivationScale.SIMULATED_NORMALIZED_ACTIVATIONS,
                record.statistics().maximum(),
                record.excerpts().stream()
                        .filter(excerpt -> excerpt.split() == Split.VALID || excerpt.split() == Split.CALIBRATION)
                        .map(ExplanationFilesTest::simulated)
                        .toList());
    }

    private static SimulatedExcerpt simulated(Excerpt excerpt) {
        return new SimulatedExcerpt(
                excerpt.id(), excerpt.set(), excerpt.split(), excerpt.activations(), excerpt.activations());
    }

    static Scores scores(Simulation of, double calibration, Score valid) {
        Score undefined = Score.undefined("constant simulated activations");
        return new Scores(
                of.id(),
                of.neuron(),
                of.activations(),
                of.explanation(),
                of.id(),
                of.kind(),
                of.explainer(),
                of.simulator(),
                "1",
                List.of(
                        new SplitScores(
                                Split.CALIBRATION,
                                ScoredOn.TOP_AND_RANDOM,
                                4,
                                8,
                                Score.of(calibration),
                                undefined,
                                undefined),
                        new SplitScores(Split.VALID, ScoredOn.TOP_AND_RANDOM, 4, 8, valid, undefined, undefined)));
    }

    private JsonNode written(List<Simulation> simulations, List<Scores> scores) throws IOException {
        byte[] file = ExplanationFiles.explanations(record, simulations, scores).orElseThrow();
        String text = new String(file, StandardCharsets.UTF_8);
        assertThat(text).endsWith("\n").as("exactly one line").hasLineCount(1);
        return MAPPER.readTree(text);
    }

    @Test
    void allScoredExplanationsAreOnOneLineTheBestOfTheWordsFirst() throws IOException {
        // Given
        Simulation worse = simulation("worse", ExplanationKind.WORDS);
        Simulation better = simulation("better", ExplanationKind.WORDS);
        Simulation unscored = simulation("unscored", ExplanationKind.WORDS);
        Simulation judged = simulation("lent", ExplanationKind.WORDS).borrowedFrom(NeuronId.mlp("gpt2-xl", 1, 1));

        // When
        JsonNode results = written(
                List.of(worse, better, unscored, judged),
                List.of(
                        scores(worse, 0.2, Score.of(0.9)),
                        scores(better, 0.4, Score.of(0.3)),
                        scores(judged, 0.9, Score.of(0.9))));

        // Then
        assertThat(results.at("/neuron_id/neuron_index").asInt()).isEqualTo(3251);
        assertThat(results.at("/scored_explanations")).hasSize(2);
        assertThat(results.at("/scored_explanations/0/explanation").asText()).isEqualTo("better");
        assertThat(results.at("/scored_explanations/0/scored_simulation/ev_correlation_score")
                        .asDouble())
                .isEqualTo(0.3);
        assertThat(results.at("/scored_explanations/1/explanation").asText()).isEqualTo("worse");
    }

    @Test
    void itsSequencesAreTheValidOnesTopThenRandomUnderTheNameThatOldReadersKnow() throws IOException {
        // Given
        Simulation simulation = simulation("all or not", ExplanationKind.WORDS);

        // When
        JsonNode scored = written(List.of(simulation), List.of(scores(simulation, 0.2, Score.of(0.5))))
                .at("/scored_explanations/0/scored_simulation");

        // Then
        List<Excerpt> valid = record.excerpts().stream()
                .filter(excerpt -> excerpt.split() == Split.VALID && excerpt.set() != ExcerptSet.QUANTILE)
                .toList();
        JsonNode sequences = scored.get("scored_sequence_simulations");
        assertThat(sequences).hasSize(valid.size()).hasSize(4);
        for (int i = 0; i < valid.size(); i++) {
            JsonNode sequence = sequences.get(i).get("simulation");
            assertThat(sequence.at("/tokens/3").asText())
                    .isEqualTo(valid.get(i).tokens().get(3));
            assertThat(sequence.get("activation_scale").asText()).isEqualTo("simulated_normalized_activations");
            assertThat(sequence.get("distribution_values")).isEmpty();
        }
        assertThat(sequences.get(0).has("sequence_simulation")).isFalse();
    }

    @Test
    void aScoreThatIsUndefinedIsNull() throws IOException {
        // Given
        Simulation simulation = simulation("nothing", ExplanationKind.TOKEN_TABLE);

        // When
        JsonNode scored = written(
                        List.of(simulation), List.of(scores(simulation, 0.2, Score.undefined("too few excerpts"))))
                .at("/scored_explanations/0/scored_simulation");

        // Then
        assertThat(scored.get("ev_correlation_score").isNull()).isTrue();
        assertThat(scored.get("rsquared_score").isNull()).isTrue();
    }

    @Test
    void withoutAScoredSimulationThereIsNoFile() {
        assertThat(ExplanationFiles.explanations(record, List.of(), List.of())).isEmpty();
    }
}
