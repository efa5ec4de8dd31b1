package dev.ganglion.scorer.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.Score;
import dev.ganglion.events.ScoredOn;
import dev.ganglion.events.Scores;
import dev.ganglion.events.Scores.SplitScores;
import dev.ganglion.events.Split;
import dev.ganglion.scorer.fixture.Events;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PreferenceTest {

    @Test
    void theChoiceIsMadeOnTheCalibrationSplitAndNotOnTheScoreThatIsShown() {
        // Given
        Scores lucky = scores(1, ExplanationKind.WORDS, 0.2, 0.9);
        Scores better = scores(2, ExplanationKind.WORDS, 0.5, 0.4);

        // Then
        assertThat(Preference.among(List.of(lucky, better), null)).contains(better);
    }

    @Test
    void wordsComeBeforeATokenTable() {
        // Given
        Scores table = scores(1, ExplanationKind.TOKEN_TABLE, 0.9, 0.9);
        Scores words = scores(2, ExplanationKind.WORDS, 0.1, 0.1);

        // Then
        assertThat(Preference.among(List.of(table, words), null)).contains(words);
    }

    @Test
    void whatIsAskedForIsShownIfItIsThere() {
        // Given
        Scores one = scores(1, ExplanationKind.WORDS, 0.9, 0.9);
        Scores other = scores(2, ExplanationKind.WORDS, 0.1, 0.1);

        // Then
        assertThat(Preference.among(List.of(one, other), other.id())).contains(other);
        assertThat(Preference.among(List.of(one, other), new UUID(9, 9))).contains(one);
        assertThat(Preference.among(List.of(), null)).isEmpty();
    }

    private static Scores scores(int id, ExplanationKind kind, double calibration, double valid) {
        return new Scores(
                new UUID(0, id),
                NeuronId.mlp("demo", 0, 1),
                new UUID(1, 0),
                new UUID(2, id),
                new UUID(3, id),
                kind,
                Events.EXPLAINER,
                Events.SIMULATOR,
                "1",
                List.of(on(Split.CALIBRATION, calibration), on(Split.VALID, valid)));
    }

    private static SplitScores on(Split split, double correlation) {
        Score score = Score.of(correlation);
        return new SplitScores(split, ScoredOn.TOP_AND_RANDOM, 4, 100, score, score, score);
    }
}
