package dev.ganglion.explainer.tokenlookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.Excerpt;
import dev.ganglion.events.Explanation;
import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.Identity;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Split;
import dev.ganglion.events.TokenMeans;
import dev.ganglion.events.TokenTable;
import dev.ganglion.explainer.Neurons;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenLookupExplainerTest {

    private static final RecipeRef RECIPE = new RecipeRef("token-lookup", "1a2b3c4d5e6f", "token-lookup");

    private final TokenLookupExplainer explainer = new TokenLookupExplainer(RECIPE);

    @Test
    void theExplanationIsTheMeanActivationOnEachToken() {
        // When
        Explanation explanation = explainer.explain(Neurons.genus(7));

        // Then
        assertThat(explanation.kind()).isEqualTo(ExplanationKind.TOKEN_TABLE);
        assertThat(explanation.tokenMeans())
                .isEqualTo(new TokenMeans(
                        List.of(" genus", " family", " the"), ActivationValues.of(3.2f, 2.9f, -0.05f), -0.05));
    }

    @Test
    void itHoldsTheExcerptsThatItWasNotMadeFromAndThatScoresAreOver() {
        // Given
        NeuronActivations record = Neurons.genus(7);

        // When
        Explanation explanation = explainer.explain(record);

        // Then
        assertThat(explanation.heldOut())
                .extracting(Excerpt::split)
                .containsExactly(Split.CALIBRATION, Split.VALID, Split.TEST);
        assertThat(explanation.heldOut()).isSubsetOf(record.excerpts());
    }

    @Test
    void itIsNamedByRecordRecipeAndText() {
        // Given
        NeuronActivations record = Neurons.genus(7);

        // When
        Explanation explanation = explainer.explain(record);

        // Then
        assertThat(explanation.id())
                .isEqualTo(Identity.explanation(record.id(), RECIPE.digest(), 0, null, explanation.text()));
        assertThat(explanation.activations()).isEqualTo(record.id());
        assertThat(explanation.neuron()).isEqualTo(record.neuron());
        assertThat(explanation.recipe()).isEqualTo(RECIPE);
        assertThat(explanation.maximum()).isEqualTo(3.5);
        assertThat(explanation).isEqualTo(explainer.explain(record));
    }

    @Test
    void tokensOfTheSameTextAreOneToken() {
        // Given
        TokenTable table =
                new TokenTable(List.of("a", "b", "a"), ActivationValues.of(6f, 1f, 2f), List.of(1L, 1L, 3L), 0.5);

        // When
        Explanation explanation = explainer.explain(Neurons.withTable(table));

        // Then
        assertThat(explanation.tokenMeans())
                .isEqualTo(new TokenMeans(List.of("a", "b"), ActivationValues.of(2f, 1f), 0.5));
    }

    @Test
    void aNeuronThatNeverFiresIsExplainedAsWell() {
        // When
        Explanation explanation = explainer.explain(Neurons.withMaximum(-0.012));

        // Then
        assertThat(explanation.text()).isEqualTo("Never fires: its highest activation over the corpus is −0.012.");
        assertThat(explanation.maximum()).isEqualTo(-0.012);
        assertThat(explanation.tokenMeans().tokens()).containsExactly(" the");
    }
}
