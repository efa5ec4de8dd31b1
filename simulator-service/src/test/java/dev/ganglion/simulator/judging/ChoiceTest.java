package dev.ganglion.simulator.judging;

import static dev.ganglion.events.ExcerptSet.HARD_NEGATIVE;
import static dev.ganglion.events.ExcerptSet.QUANTILE;
import static dev.ganglion.events.ExcerptSet.RANDOM;
import static dev.ganglion.events.ExcerptSet.TOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.events.Excerpt;
import dev.ganglion.events.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChoiceTest {

    private static final Thresholds THRESHOLDS = Thresholds.of(10, Neurons.parameters(5, false));
    private static final Chance CHANCE = new Chance(new UUID(1, 2));

    @Test
    void excerptsThatFireAreThosePastTheThresholdWhateverTheirSet() {
        // When
        Choice choice = choose(
                Neurons.excerpt("1/1", TOP, Split.VALID, 0, 9),
                Neurons.excerpt("1/2", TOP, Split.TEST, 0, 1),
                Neurons.excerpt("1/3", QUANTILE, Split.NONE, 0, 5, 1.5f),
                Neurons.excerpt("1/4", RANDOM, Split.VALID, 0, 2),
                Neurons.excerpt("1/5", RANDOM, Split.NONE, 0, 0.2f));

        // Then
        assertThat(choice.positives()).extracting(Excerpt::id).containsExactly("1/1", "1/2", "1/3", "1/4");
        assertThat(choice.negatives()).extracting(Excerpt::id).containsExactly("1/5");
    }

    @Test
    void whatIsNeitherFiringNorSilentIsNotJudged() {
        assertThat(choose(
                        Neurons.excerpt("1/1", RANDOM, Split.TEST, 0, 0.99f),
                        Neurons.excerpt("1/2", RANDOM, Split.TEST, 0, 0.5f)))
                .isEqualTo(new Choice(List.of(), List.of()));
    }

    @Test
    void whatIsOnlyOnTheFirstTokenDoesNotCount() {
        // When
        Choice choice = choose(
                Neurons.excerpt("1/1", RANDOM, Split.TEST, 10, 0.1f),
                Neurons.excerpt("1/2", RANDOM, Split.TEST, 10),
                Neurons.excerpt("1/3", RANDOM, Split.TEST));

        // Then
        assertThat(choice.positives()).isEmpty();
        assertThat(choice.negatives()).extracting(Excerpt::id).containsExactly("1/1");
    }

    @Test
    void whatCandidatesAreChosenOnIsNotJudged() {
        assertThat(choose(
                        Neurons.excerpt("1/1", TOP, Split.CALIBRATION, 0, 9),
                        Neurons.excerpt("1/2", RANDOM, Split.CALIBRATION, 0, 0)))
                .isEqualTo(new Choice(List.of(), List.of()));
    }

    @Test
    void aSilentExcerptOfALowerQuantileIsANegativeOnlyIfItHoldsATokenThatFiresElsewhere() {
        // Given
        Excerpt firing = Neurons.excerpt("1/1", TOP, Split.VALID, 0, 9);
        Excerpt hard = withToken(Neurons.excerpt("1/2", QUANTILE, Split.NONE, 0, 0.1f), 1);
        Excerpt easy = Neurons.excerpt("1/3", QUANTILE, Split.NONE, 0, 0.1f);
        Excerpt onFirst = withToken(Neurons.excerpt("1/4", QUANTILE, Split.NONE, 0, 0.1f), 0);

        // When, then
        assertThat(choose(firing, hard, easy, onFirst).negatives()).containsExactly(hard);
    }

    @Test
    void hardNegativesAreFew() {
        // Given
        Excerpt[] excerpts = new Excerpt[12];
        excerpts[0] = Neurons.excerpt("1/0", TOP, Split.VALID, 0, 9);
        for (int i = 1; i < excerpts.length; i++) {
            excerpts[i] = withToken(Neurons.excerpt("1/" + i, QUANTILE, Split.NONE, 0, 0.1f), 1);
        }

        // When, then
        assertThat(choose(excerpts).negatives()).hasSize(5);
    }

    @Test
    void theRecordsHardNegativesComeBeforeThoseOfLowerQuantiles() {
        // Given
        Excerpt[] excerpts = new Excerpt[12];
        excerpts[0] = Neurons.excerpt("1/0", TOP, Split.VALID, 0, 9);
        for (int i = 1; i < excerpts.length; i++) {
            excerpts[i] = withToken(
                    Neurons.excerpt("1/" + i, i < 8 ? QUANTILE : HARD_NEGATIVE, Split.NONE, 0, i == 9 ? 0.9f : 0.1f),
                    1);
        }

        // When, then: 1/9 is not silent
        assertThat(choose(excerpts).negatives())
                .hasSize(5)
                .startsWith(excerpts[8], excerpts[10], excerpts[11])
                .filteredOn(excerpt -> excerpt.set() == QUANTILE)
                .hasSize(2);
    }

    @Test
    void aNeuronThatNeverFiresHasNeitherKind() {
        // Given
        Thresholds never = Thresholds.of(-0.1, Neurons.parameters(5, false));

        // When, then
        assertThat(Choice.of(
                        Neurons.explanation(
                                -0.1, "nothing", List.of(Neurons.excerpt("1/1", RANDOM, Split.TEST, 0, -0.1f))),
                        never,
                        5,
                        CHANCE))
                .isEqualTo(new Choice(List.of(), List.of()));
    }

    private static Excerpt withToken(Excerpt excerpt, int position) {
        List<String> tokens = new ArrayList<>(excerpt.tokens());
        tokens.set(position, " genus");
        return new Excerpt(excerpt.id(), excerpt.set(), excerpt.split(), null, tokens, excerpt.activations());
    }

    private static Choice choose(Excerpt... excerpts) {
        return Choice.of(Neurons.explanation(10, "genus", List.of(excerpts)), THRESHOLDS, 5, CHANCE);
    }
}
