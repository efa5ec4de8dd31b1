package dev.ganglion.scorer.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Score;
import dev.ganglion.events.WeightSummary;
import dev.ganglion.events.WeightSummary.WeightedNeurons;
import dev.ganglion.events.WeightSummary.WeightedTokens;
import dev.ganglion.scorer.results.ScoredExplanation;
import dev.ganglion.scorer.viewer.RelatedView.Entry;
import dev.ganglion.scorer.viewer.RelatedView.Kind;
import dev.ganglion.scorer.viewer.RelatedView.Side;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RelatedViewTest {

    private static final WeightedTokens NO_TOKENS =
            new WeightedTokens(List.of(), ActivationValues.of(), List.of(), ActivationValues.of());
    private static final WeightedNeurons NO_NEURONS =
            new WeightedNeurons(List.of(), ActivationValues.of(), List.of(), ActivationValues.of());

    private static final RecipeRef RECIPE = new RecipeRef("terse", "0123456789abcdef", "json");
    private static final ScoredExplanation EXPLAINED = new ScoredExplanation(
            NeuronId.mlp("demo", 1, 17),
            new Score(0.5, null),
            UUID.randomUUID(),
            0,
            "words",
            "hope and \u202efear",
            RECIPE,
            RECIPE,
            UUID.randomUUID(),
            UUID.randomUUID(),
            UUID.randomUUID());

    @Test
    void tokensAreShownAsTextAndNeuronsAreLinked() {
        // Given
        WeightSummary weights = new WeightSummary(
                new WeightedTokens(
                        List.of(" hope", "\n"), ActivationValues.of(2, 1), List.of("\u202e"), ActivationValues.of(-3)),
                NO_TOKENS,
                new WeightedNeurons(
                        List.of(NeuronId.mlp("demo", 1, 17)),
                        ActivationValues.of(0.5f),
                        List.of(),
                        ActivationValues.of()),
                NO_NEURONS);

        // When
        List<Kind> kinds = RelatedView.of(weights, Map.of(NeuronId.mlp("demo", 1, 17), EXPLAINED))
                .kinds();

        // Then
        assertThat(kinds).extracting(Kind::name).containsExactly("Reads", "Driven by");
        assertThat(kinds.get(0).sides())
                .containsExactly(
                        new Side(
                                "Reads: up",
                                List.of(new Entry(" hope", null, null, "2.00"), new Entry("⏎", null, null, "1.00"))),
                        new Side("Reads: down", List.of(new Entry("‹202E›", null, null, "−3.00"))));
        assertThat(kinds.get(1).sides())
                .containsExactly(new Side(
                        "Driven by: up",
                        List.of(new Entry("layer 1 · 17", "/neurons/demo/1-mlp/17", "hope and ‹202E›fear", "0.50"))));
    }

    @Test
    void longListsAreCut() {
        // Given
        float[] weights = new float[20];
        WeightedTokens many = new WeightedTokens(
                Collections.nCopies(20, "a"), ActivationValues.of(weights), List.of(), ActivationValues.of());

        // Then
        assertThat(RelatedView.of(new WeightSummary(many, NO_TOKENS, NO_NEURONS, NO_NEURONS), Map.of())
                        .kinds()
                        .get(0)
                        .sides()
                        .get(0)
                        .entries())
                .hasSize(8);
    }
}
