package dev.ganglion.scorer.suggestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.events.Explanation;
import dev.ganglion.events.Identity;
import dev.ganglion.events.NeuronActivations;
import dev.ganglion.events.NeuronId;
import dev.ganglion.scorer.fixture.Events;
import org.junit.jupiter.api.Test;

class SuggestionTest {

    private final NeuronActivations record =
            Events.about(NeuronId.mlp("m", 0, 1)).activations();

    @Test
    void itIsNamedByWhatItSaysOfWhichRecordAndByNothingElse() {
        // When
        Explanation explanation = Suggestion.of(record, "  words for\tthe sea ");

        // Then
        assertThat(explanation.text()).isEqualTo("words for the sea");
        assertThat(explanation.id())
                .isEqualTo(Identity.explanation(record.id(), Suggestion.RECIPE.digest(), 0, null, "words for the sea"))
                .isEqualTo(Suggestion.of(record, "words for the sea").id())
                .isNotEqualTo(Suggestion.of(record, "words for a sea").id());
    }

    @Test
    void itHasWhatSimulatorsNeedAndNothingThatTheExplainerMayHaveSeen() {
        // When
        Explanation explanation = Suggestion.of(record, "words for the sea");

        // Then
        assertThat(explanation.recipe())
                .isEqualTo(Suggestion.RECIPE)
                .isEqualTo(Suggestion.recipe().recipe());
        assertThat(explanation.maximum()).isEqualTo(record.statistics().maximum());
        assertThat(explanation.heldOut()).hasSize(13).allMatch(excerpt -> excerpt.heldOut());
    }

    @Test
    void whatNoTextNeedsIsLeftOut() {
        assertThat(Suggestion.of(record, "the\0 sea\u202E\r\nand\u2028ships\u200B")
                        .text())
                .isEqualTo("the sea and ships");
    }

    @Test
    void nothingAndTooMuchAreRefusedInOneSentence() {
        assertThatThrownBy(() -> Suggestion.of(record, null)).hasMessageContaining("write a few words");
        assertThatThrownBy(() -> Suggestion.of(record, " \0\u200B ")).hasMessageContaining("write a few words");
        assertThatThrownBy(() -> Suggestion.of(record, "x".repeat(501))).hasMessageContaining("at most 500 characters");
    }
}
