package dev.ganglion.scorer.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.events.Estimate;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.JudgementScores;
import dev.ganglion.events.Judgements;
import dev.ganglion.events.Judgements.JudgedExcerpt;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Scores;
import dev.ganglion.events.Simulation;
import dev.ganglion.events.Simulation.FailedExcerpt;
import dev.ganglion.events.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JudgementScorerTest {

    private static final int LEAST = 5;

    private final Scorer scorer = new Scorer();

    @Test
    void aSimulationByJudgementsHasItsOwnScoresAndNoOthers() {
        // Given: of 10 that fire 8 are found, of 6 that do not 1 is taken for one
        Simulation simulation = simulation(3, 10, 6, judged(10, 8, 6, 1, null), List.of());

        // When
        Scores scores = scorer.score(simulation);

        // Then
        JudgementScores judgements = scores.judgements();
        assertThat(scores.scores()).isEmpty();
        assertThat(judgements.positives()).isEqualTo(10);
        assertThat(judgements.negatives()).isEqualTo(6);
        assertThat(judgements.truePositives()).isEqualTo(8);
        assertThat(judgements.falsePositives()).isEqualTo(1);
        assertThat(judgements.failures()).isZero();
        assertThat(judgements.firesFrom()).isEqualTo(1.2);
        assertThat(judgements.recall().value()).isEqualTo(0.8);
        assertThat(judgements.precision().value()).isEqualTo(8 / 9.0);
        assertThat(judgements.auc()).isEqualTo(Estimate.undefined("the judge gave no probabilities"));
    }

    @Test
    void probabilitiesGiveAnArea() {
        assertThat(scorer.score(simulation(3, 10, 6, judged(10, 10, 6, 0, 0.5), List.of()))
                        .judgements()
                        .auc()
                        .value())
                .isEqualTo(0.5);
    }

    @Test
    void whatWasNotJudgedIsNeitherRightNorWrong() {
        // Given
        List<FailedExcerpt> failures = List.of(new FailedExcerpt("9/9", ExcerptSet.RANDOM, Split.TEST, "no answer"));

        // When
        JudgementScores with = scorer.score(simulation(3, 10, 7, judged(10, 8, 6, 1, 0.5), failures))
                .judgements();
        JudgementScores without = scorer.score(simulation(3, 10, 6, judged(10, 8, 6, 1, 0.5), List.of()))
                .judgements();

        // Then
        assertThat(with.failures()).isEqualTo(1);
        assertThat(with.balancedAccuracy()).isEqualTo(without.balancedAccuracy());
        assertThat(with.f1()).isEqualTo(without.f1());
    }

    @Test
    void tooFewOfEitherKindHaveNoScoreAndSayWhy() {
        assertUndefined(simulation(3, LEAST - 1, 20, List.of(), List.of()), "too few positives");
        assertUndefined(simulation(3, 20, LEAST - 1, List.of(), List.of()), "too few negatives");
        assertUndefined(simulation(3, 20, 20, judged(4, 4, 9, 0, null), List.of()), "too few positives were judged");
        assertUndefined(simulation(3, 20, 20, judged(9, 9, 4, 0, null), List.of()), "too few negatives were judged");
        assertUndefined(simulation(0, 20, 20, judged(9, 9, 9, 0, null), List.of()), "never fires");
        assertUndefined(simulation(-1, 0, 0, List.of(), List.of()), "never fires");
    }

    private void assertUndefined(Simulation simulation, String reason) {
        JudgementScores scores = scorer.score(simulation).judgements();
        assertThat(List.of(scores.balancedAccuracy(), scores.auc(), scores.precision(), scores.recall(), scores.f1()))
                .containsOnly(Estimate.undefined(reason));
    }

    private static List<JudgedExcerpt> judged(int positives, int found, int negatives, int taken, Double probability) {
        List<JudgedExcerpt> judged = new ArrayList<>();
        for (int i = 0; i < positives; i++) {
            judged.add(new JudgedExcerpt("1/" + i, ExcerptSet.TOP, Split.VALID, 2, true, i < found, probability));
        }
        for (int i = 0; i < negatives; i++) {
            judged.add(new JudgedExcerpt("2/" + i, ExcerptSet.RANDOM, Split.TEST, 0, false, i < taken, probability));
        }
        return judged;
    }

    private static Simulation simulation(
            double maximum, int positives, int negatives, List<JudgedExcerpt> judged, List<FailedExcerpt> failures) {
        RecipeRef recipe = new RecipeRef("detection", "0123456789abcdef", "detection");
        return new Simulation(
                new UUID(0, 1),
                NeuronId.mlp("demo", 0, 1),
                new UUID(0, 2),
                new UUID(0, 3),
                ExplanationKind.WORDS,
                "something",
                recipe,
                recipe,
                null,
                maximum,
                List.of(),
                new Judgements(1.2, 0.9, LEAST, positives, negatives, judged),
                failures);
    }
}
