package dev.ganglion.scorer.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganglion.events.Estimate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class DiscriminationPropertiesTest {

    /** One judged excerpt. */
    record Judged(boolean fires, boolean judged, double probability) {}

    /** With few different probabilities, so that many tie; both kinds are there. */
    @Provide
    Arbitrary<List<Judged>> judged() {
        Arbitrary<Judged> any = Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.of(0.0, 0.1, 0.25, 0.5, 0.9, 1.0))
                .as(Judged::new);
        return any.list()
                .ofMinSize(2)
                .ofMaxSize(60)
                .filter(all -> all.stream().map(Judged::fires).distinct().count() == 2);
    }

    @Property
    void theAreaIsTheShareOfPairsInTheRightOrder(@ForAll("judged") List<Judged> judged) {
        // Given
        double right = 0;
        int pairs = 0;
        for (Judged positive : judged) {
            for (Judged negative : judged) {
                if (positive.fires() && !negative.fires()) {
                    pairs++;
                    right += positive.probability() > negative.probability()
                            ? 1
                            : positive.probability() == negative.probability() ? 0.5 : 0;
                }
            }
        }

        // When, then
        assertThat(of(judged).auc().value()).isCloseTo(right / pairs, within(1e-12));
    }

    @Property
    void theAreaOfBareJudgementsIsTheBalancedAccuracy(@ForAll("judged") List<Judged> judged) {
        // Given
        List<Judged> bare = judged.stream()
                .map(each -> new Judged(each.fires(), each.judged(), each.judged() ? 1 : 0))
                .toList();

        // When, then
        assertThat(of(bare).auc().value()).isCloseTo(of(bare).balancedAccuracy().value(), within(1e-12));
    }

    @Property
    void theMeasuresAreWhatTheirDefinitionsSay(@ForAll("judged") List<Judged> judged) {
        // Given
        double truePositives = count(judged, true, true);
        double falsePositives = count(judged, false, true);
        double falseNegatives = count(judged, true, false);
        double trueNegatives = count(judged, false, false);

        // When
        Discrimination of = of(judged);

        // Then
        assertThat(of.recall().value()).isEqualTo(truePositives / (truePositives + falseNegatives));
        assertThat(of.balancedAccuracy().value())
                .isCloseTo(
                        (truePositives / (truePositives + falseNegatives)
                                        + trueNegatives / (trueNegatives + falsePositives))
                                / 2,
                        within(1e-12));
        if (truePositives + falsePositives == 0) {
            assertThat(of.precision()).isEqualTo(Estimate.undefined("nothing was judged to fire"));
        } else {
            assertThat(of.precision().value()).isEqualTo(truePositives / (truePositives + falsePositives));
        }
        if (truePositives > 0) {
            double precision = of.precision().value();
            double recall = of.recall().value();
            assertThat(of.f1().value()).isCloseTo(2 * precision * recall / (precision + recall), within(1e-12));
        } else {
            assertThat(of.f1().value()).isZero();
        }
    }

    @Property
    void everyIntervalHoldsItsValueIsNarrowerThanAllAndWiderThanNothing(@ForAll("judged") List<Judged> judged) {
        // Given
        Discrimination of = of(judged);

        // When, then
        for (Estimate estimate : List.of(of.balancedAccuracy(), of.auc(), of.precision(), of.recall(), of.f1())) {
            if (estimate.value() != null) {
                assertThat(estimate.low()).isBetween(0.0, estimate.value());
                assertThat(estimate.high()).isBetween(estimate.value(), 1.0);
                assertThat(estimate.high() - estimate.low()).isGreaterThan(0);
            }
        }
    }

    @Property
    void theOrderOfExcerptsDoesNotMatter(@ForAll("judged") List<Judged> judged, @ForAll long seed) {
        // Given
        List<Judged> shuffled = new ArrayList<>(judged);
        Collections.shuffle(shuffled, new Random(seed));

        // When, then
        assertThat(all(of(shuffled))).isEqualTo(all(of(judged)));
    }

    /** Whatever the proportion of the two kinds: a score that a lazy judge can raise would be none. */
    @Property
    void aJudgeThatAlwaysSaysTheSameIsAtChance(
            @ForAll boolean says,
            @ForAll @IntRange(min = 1, max = 50) int positives,
            @ForAll @IntRange(min = 1, max = 50) int negatives) {
        // Given
        List<Judged> judged = new ArrayList<>(Collections.nCopies(positives, new Judged(true, says, 0.7)));
        judged.addAll(Collections.nCopies(negatives, new Judged(false, says, 0.7)));

        // When, then
        assertThat(of(judged).balancedAccuracy().value()).isEqualTo(0.5);
        assertThat(of(judged).auc().value()).isEqualTo(0.5);
    }

    private static List<Estimate> all(Discrimination of) {
        return List.of(of.balancedAccuracy(), of.auc(), of.precision(), of.recall(), of.f1());
    }

    private static long count(List<Judged> all, boolean fires, boolean judged) {
        return all.stream()
                .filter(each -> each.fires() == fires && each.judged() == judged)
                .count();
    }

    private static Discrimination of(List<Judged> all) {
        boolean[] fires = new boolean[all.size()];
        boolean[] judged = new boolean[all.size()];
        double[] probabilities = new double[all.size()];
        for (int i = 0; i < fires.length; i++) {
            fires[i] = all.get(i).fires();
            judged[i] = all.get(i).judged();
            probabilities[i] = all.get(i).probability();
        }
        return new Discrimination(fires, judged, probabilities);
    }
}
