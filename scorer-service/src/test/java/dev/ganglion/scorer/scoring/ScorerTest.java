package dev.ganglion.scorer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganglion.events.ActivationScale;
import dev.ganglion.events.ActivationValues;
import dev.ganglion.events.ExcerptSet;
import dev.ganglion.events.ExplanationKind;
import dev.ganglion.events.Identity;
import dev.ganglion.events.NeuronId;
import dev.ganglion.events.RecipeRef;
import dev.ganglion.events.Score;
import dev.ganglion.events.ScoredOn;
import dev.ganglion.events.Scores;
import dev.ganglion.events.Scores.SplitScores;
import dev.ganglion.events.Simulation;
import dev.ganglion.events.Simulation.FailedExcerpt;
import dev.ganglion.events.Simulation.SimulatedExcerpt;
import dev.ganglion.events.Split;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScorerTest {

    private static final double FIRES = 3;

    private final Scorer scorer = new Scorer();

    @Test
    void theTokensOfSeveralExcerptsAreScoredAsOneTextWithoutTheirFirstPositions() {
        // Given: what stands at position 0 would ruin the score
        Simulation simulation = simulation(
                FIRES,
                excerpt(ExcerptSet.TOP, Split.VALID, values(99, 0, 0, 1), values(-99, 0, 1, 6)),
                excerpt(ExcerptSet.RANDOM, Split.VALID, values(99, 0, 3, -0.2f, 0.5f), values(-99, 0, 9, 0, 2)));

        // When
        SplitScores scores = scorer.score(simulation)
                .on(Split.VALID, ScoredOn.TOP_AND_RANDOM)
                .orElseThrow();

        // Then: the reference's numbers for the two put together
        assertThat(scores.excerpts()).isEqualTo(2);
        assertThat(scores.tokens()).isEqualTo(7);
        assertThat(scores.correlation().value()).isCloseTo(0.9533852371013176, within(1e-7));
        assertThat(scores.rSquared().value()).isCloseTo(-5.247813411078716, within(1e-6));
        assertThat(scores.absoluteDeviationExplained().value()).isCloseTo(-1.914893617021276, within(1e-6));
    }

    @Test
    void eachSplitAndSelectionIsScoredOnItsOwnExcerpts() {
        // Given
        Simulation simulation = simulation(
                FIRES,
                excerpt(ExcerptSet.TOP, Split.VALID, values(0, 1, 2), values(0, 1, 2)),
                excerpt(ExcerptSet.TOP, Split.VALID, values(0, 3, 4), values(0, 3, 4)),
                excerpt(ExcerptSet.RANDOM, Split.VALID, values(0, 1, 2), values(0, 2, 1)),
                excerpt(ExcerptSet.RANDOM, Split.VALID, values(0, 3, 4), values(0, 4, 3)),
                excerpt(ExcerptSet.TOP, Split.TEST, values(0, 1, 2), values(0, -1, -2)),
                excerpt(ExcerptSet.TOP, Split.TEST, values(0, 3, 4), values(0, -3, -4)),
                excerpt(ExcerptSet.QUANTILE, Split.VALID, values(0, 1, 2), values(0, 9, -9)),
                excerpt(ExcerptSet.RANDOM, Split.NONE, values(0, 1, 2), values(0, 9, -9)));

        // When
        Scores scores = scorer.score(simulation);

        // Then
        assertThat(scores.scores()).hasSize(9);
        assertThat(correlation(scores, Split.VALID, ScoredOn.TOP)).isEqualTo(1);
        assertThat(correlation(scores, Split.VALID, ScoredOn.RANDOM)).isCloseTo(0.6, within(1e-12));
        assertThat(correlation(scores, Split.VALID, ScoredOn.TOP_AND_RANDOM)).isCloseTo(0.8, within(1e-12));
        assertThat(correlation(scores, Split.TEST, ScoredOn.TOP)).isCloseTo(-1, within(1e-12));
    }

    @Test
    void aSplitWithFewerThanTwoExcerptsHasNoScore() {
        // Given
        Simulation simulation =
                simulation(FIRES, excerpt(ExcerptSet.TOP, Split.VALID, values(0, 1, 2), values(0, 1, 2)));

        // When
        Scores scores = scorer.score(simulation);

        // Then
        assertThat(scores.scores()).hasSize(9).allSatisfy(split -> assertThat(split.correlation())
                .isEqualTo(Score.undefined("too few excerpts")));
    }

    @Test
    void anExcerptWhoseOnlyPositionDoesNotCountIsNone() {
        // Given
        Simulation simulation = simulation(
                FIRES,
                excerpt(ExcerptSet.TOP, Split.VALID, values(1), values(1)),
                excerpt(ExcerptSet.TOP, Split.VALID, values(2), values(2)));

        // When
        SplitScores scores = scorer.score(simulation)
                .on(Split.VALID, ScoredOn.TOP_AND_RANDOM)
                .orElseThrow();

        // Then
        assertThat(scores.excerpts()).isZero();
        assertThat(scores.rSquared()).isEqualTo(Score.undefined("too few excerpts"));
    }

    @Test
    void aNeuronThatNeverFiresHasNoScoreHoweverWellItsLowsAreSimulated() {
        // Given
        Simulation simulation = simulation(
                0,
                excerpt(ExcerptSet.TOP, Split.VALID, values(0, -1, -2), values(0, -1, -2)),
                excerpt(ExcerptSet.RANDOM, Split.VALID, values(0, -1, -2), values(0, -1, -2)));

        // When
        Scores scores = scorer.score(simulation);

        // Then
        assertThat(scores.scores()).allSatisfy(split -> {
            assertThat(split.correlation()).isEqualTo(Score.undefined("never fires"));
            assertThat(split.rSquared()).isEqualTo(Score.undefined("never fires"));
            assertThat(split.absoluteDeviationExplained()).isEqualTo(Score.undefined("never fires"));
        });
    }

    @Test
    void excerptsThatCouldNotBeSimulatedAreCountedWhereTheyWouldHaveBeenScored() {
        // Given
        Simulation whole = simulation(
                FIRES,
                excerpt(ExcerptSet.TOP, Split.VALID, values(0, 1, 2), values(0, 1, 2)),
                excerpt(ExcerptSet.TOP, Split.VALID, values(0, 3, 4), values(0, 3, 4)));
        Simulation partial = withFailures(
                whole,
                new FailedExcerpt("1/1", ExcerptSet.TOP, Split.VALID, "no answer"),
                new FailedExcerpt("1/2", ExcerptSet.RANDOM, Split.VALID, "no answer"),
                new FailedExcerpt("1/3", ExcerptSet.RANDOM, Split.TEST, "no answer"),
                new FailedExcerpt("1/4", ExcerptSet.QUANTILE, Split.NONE, "no answer"));

        // When
        Scores scores = scorer.score(partial);

        // Then
        assertThat(failures(scores, Split.VALID, ScoredOn.TOP_AND_RANDOM)).isEqualTo(2);
        assertThat(failures(scores, Split.VALID, ScoredOn.TOP)).isEqualTo(1);
        assertThat(failures(scores, Split.TEST, ScoredOn.RANDOM)).isEqualTo(1);
        assertThat(failures(scores, Split.CALIBRATION, ScoredOn.TOP_AND_RANDOM)).isZero();
        assertThat(correlation(scores, Split.VALID, ScoredOn.TOP_AND_RANDOM))
                .isEqualTo(correlation(scorer.score(whole), Split.VALID, ScoredOn.TOP_AND_RANDOM));
    }

    private static int failures(Scores scores, Split split, ScoredOn on) {
        return scores.on(split, on).orElseThrow().failures();
    }

    private static Simulation withFailures(Simulation simulation, FailedExcerpt... failures) {
        return new Simulation(
                simulation.id(),
                simulation.neuron(),
                simulation.activations(),
                simulation.explanation(),
                simulation.kind(),
                simulation.explanationText(),
                simulation.explainer(),
                simulation.simulator(),
                simulation.scale(),
                simulation.maximum(),
                simulation.excerpts(),
                null,
                List.of(failures));
    }

    @Test
    void oneSimulationHasOneIdHoweverOftenItIsScored() {
        // Given
        Simulation simulation = simulation(FIRES);

        // When
        Scores scores = scorer.score(simulation);

        // Then
        assertThat(scores).isEqualTo(new Scorer().score(simulation));
        assertThat(scores.id()).isEqualTo(Identity.scores(simulation.id(), Scorer.VERSION));
        assertThat(scores.simulation()).isEqualTo(simulation.id());
        assertThat(scores.explanation()).isEqualTo(simulation.explanation());
    }

    private static double correlation(Scores scores, Split split, ScoredOn on) {
        return scores.on(split, on).orElseThrow().correlation().value();
    }

    private static ActivationValues values(float... values) {
        return ActivationValues.of(values);
    }

    private static SimulatedExcerpt excerpt(
            ExcerptSet set, Split split, ActivationValues actual, ActivationValues simulated) {
        return new SimulatedExcerpt("0/0", set, split, actual, simulated);
    }

    private static Simulation simulation(double maximum, SimulatedExcerpt... excerpts) {
        RecipeRef recipe = new RecipeRef("token-lookup", "0123456789abcdef", "token-lookup");
        return new Simulation(
                new UUID(0, 1),
                NeuronId.mlp("demo", 0, 1),
                new UUID(0, 2),
                new UUID(0, 3),
                ExplanationKind.WORDS,
                "something",
                recipe,
                recipe,
                ActivationScale.NEURON_ACTIVATIONS,
                maximum,
                List.of(excerpts));
    }
}
