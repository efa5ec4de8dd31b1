package dev.ganglion.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.events.Excerpt;
import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Split;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopeTest {

    private static final Set<ExplanationKind> BOTH = Set.of(ExplanationKind.values());
    private static final Set<ExplanationKind> TABLES = Set.of(ExplanationKind.TOKEN_TABLE);

    @Test
    void byDefaultItTakesWhatItsMethodCan() {
        // When
        Scope tables = Scope.of(null, null, null, TABLES);
        Scope both = Scope.of(null, null, null, BOTH);

        // Then
        assertThat(tables.takes(Explanations.table(1))).isTrue();
        assertThat(tables.takes(Explanations.words(1))).isFalse();
        assertThat(both.takes(Explanations.words(1))).isTrue();
    }

    @Test
    void aRecipeMayTakeFewerKinds() {
        // When
        Scope words = Scope.of(List.of(ExplanationKind.WORDS), null, null, BOTH);

        // Then
        assertThat(words.takes(Explanations.table(1))).isFalse();
        assertThat(words.takes(Explanations.words(1))).isTrue();
    }

    @Test
    void aRecipeMayNameTheExplainersThatItIsFor() {
        // Given
        RecipeRef terse = new RecipeRef("terse", "1a2b3c4d5e6f", "m");
        RecipeRef newerTerse = new RecipeRef("terse", "ffffffffffff", "m");

        // When
        Scope byName = Scope.of(null, List.of("terse"), null, TABLES);
        Scope pinned = Scope.of(null, List.of("terse@1a2b3c4d"), null, TABLES);

        // Then
        assertThat(byName.takes(Explanations.table(1))).isFalse();
        assertThat(byName.takes(Explanations.by(terse))).isTrue();
        assertThat(byName.takes(Explanations.by(newerTerse))).isTrue();
        assertThat(pinned.takes(Explanations.by(terse))).isTrue();
        assertThat(pinned.takes(Explanations.by(newerTerse))).isFalse();
    }

    @Test
    void byDefaultTheSplitsThatScoresAreOverAreSimulated() {
        // When
        Scope scope = Scope.of(null, null, null, TABLES);

        // Then
        assertThat(scope.excerpts(Explanations.table(1)))
                .extracting(Excerpt::split)
                .containsExactly(Split.CALIBRATION, Split.VALID, Split.TEST);
    }

    @Test
    void aRecipeMaySimulateOtherSplits() {
        // When
        Scope scope = Scope.of(null, null, List.of(Split.TEST, Split.VALID), TABLES);

        // Then
        assertThat(scope.excerpts(Explanations.table(1)))
                .extracting(Excerpt::split)
                .containsExactly(Split.VALID, Split.TEST);
    }

    @Test
    void fieldsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> Scope.of(List.of(ExplanationKind.WORDS), null, null, TABLES))
                .hasMessage("field \"kinds\": the method takes explanations of the kind token-table only");
        assertThatThrownBy(() -> Scope.of(List.of(), null, null, TABLES))
                .hasMessage("field \"kinds\" is empty: nothing would be simulated");
        assertThatThrownBy(() -> Scope.of(null, List.of(), null, TABLES))
                .hasMessage("field \"explainers\" is empty: nothing would be simulated");
        assertThatThrownBy(() -> Scope.of(null, null, List.of(), TABLES))
                .hasMessage("field \"splits\" is empty: nothing would be simulated");
        assertThatThrownBy(() -> Scope.of(null, null, List.of(Split.TRAIN), TABLES))
                .hasMessage("field \"splits\": the explainer saw the excerpts of train");
        assertThatThrownBy(() -> Scope.of(null, null, List.of(Split.VALID, Split.NONE), TABLES))
                .hasMessage("field \"splits\": no score is over the excerpts of none");
    }
}
