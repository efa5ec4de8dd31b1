package dev.ganglion.subject.collation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.corpus.Excerpt;
import dev.ganglion.subject.corpus.ExcerptId;
import java.util.Arrays;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CollationMemoryTest {

    private static final int XL_NEURONS = 6_400;
    private static final SortedSet<Integer> XL_LAYERS = layers(48);
    private static final long GIGABYTE = 1_000_000_000;

    private static SortedSet<Integer> layers(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether the memory is enough for exactly so many passes. */
    static boolean fits(CollationMemory memory, SortedSet<Integer> layers, int neurons, CorpusScan scan, int passes) {
        try {
            return memory.plan(layers, neurons, scan, CorpusShard.WHOLE)
                            .passes()
                            .size()
                    == passes;
        } catch (ModelException tooLittle) {
            return false;
        }
    }

    /** Of excerpts of 64 tokens, in which each token occurs as often as its id says or more. */
    private static CorpusScan scan(int excerpts, int vocabulary) {
        CorpusScan scan = new CorpusScan(CollationParameters.defaults());
        Random random = new Random(1);
        for (int i = 0; i < excerpts; i++) {
            int first = i * 63;
            int[] tokens = IntStream.range(0, 64)
                    .map(position -> (first + position) % vocabulary)
                    .toArray();
            scan.add(new Excerpt(new ExcerptId(i, 0), tokens, random.nextLong()));
        }
        scan.finish();
        return scan;
    }

    @Test
    void withPlentyAllLayersAndTokensAreHeldAtOnce() {
        // When
        CollationMemory.Plan plan = CollationMemory.UNLIMITED.plan(layers(3), 20, scan(100, 300), CorpusShard.WHOLE);

        // Then
        assertThat(plan).isEqualTo(new CollationMemory.Plan(plan.passes(), 300, 3));
        assertThat(plan.passes()).containsExactly(layers(3));
    }

    @Test
    void theLargestGpt2GoesThroughTheCorpusOnceInFourAndAHalfGigabytes() {
        // When
        CollationMemory.Plan plan =
                new CollationMemory(4_500_000_000L).plan(XL_LAYERS, XL_NEURONS, scan(4_000, 50_000), CorpusShard.WHOLE);

        // Then
        assertThat(plan.passes()).containsExactly(XL_LAYERS);
        assertThat(plan.tokens()).isBetween(800, 1_000);
        assertThat(plan.layersHeld()).isGreaterThanOrEqualTo(20);
    }

    @Test
    void whatIsLeftForTokensIsBoundedBySetting() {
        // When
        CollationMemory.Plan plan = new CollationMemory(5 * GIGABYTE, 2 * GIGABYTE)
                .plan(XL_LAYERS, XL_NEURONS, scan(4_000, 50_000), CorpusShard.WHOLE);

        // Then
        assertThat(plan.tokens()).isEqualTo((int) (2 * GIGABYTE / (8L * 48 * XL_NEURONS)));
        assertThat(plan.passes()).hasSize(1);
    }

    @Test
    void whereNotAllLayersFitThereAreAsFewPassesAsCanBe() {
        // When
        CollationMemory.Plan plan =
                new CollationMemory(2 * GIGABYTE).plan(XL_LAYERS, XL_NEURONS, scan(4_000, 50_000), CorpusShard.WHOLE);

        // Then
        assertThat(plan.passes()).hasSize(2).allMatch(pass -> pass.size() == 24);
        assertThat(plan.tokens()).isGreaterThanOrEqualTo(CollationMemory.FEWEST_TOKENS);
    }

    @Test
    void ofADividedCorpusTheRowsOfAllCandidatesAreCountedAndEveryShardIsPlannedAlike() {
        // Given
        CollationMemory memory = new CollationMemory(5 * GIGABYTE);
        CorpusScan scan = scan(4_000, 50_000);
        int candidates = scan.candidates().size();
        long rowsOfOneLayer = (long) XL_NEURONS * candidates * (2 * 64 + 9);
        long maxima = 48L * XL_NEURONS * 4 * candidates;
        long tops = 48L * XL_NEURONS * (20 * (2 * 64 + 17) + 52) + 4_000 * (4 * 64 + 80);

        // When
        CollationMemory.Plan first = memory.plan(XL_LAYERS, XL_NEURONS, scan, new CorpusShard(0, 3));
        CollationMemory.Plan last = memory.plan(XL_LAYERS, XL_NEURONS, scan, new CorpusShard(2, 3));

        // Then
        long left = memory.bytes() - tops - maxima - rowsOfOneLayer;
        assertThat(first).isEqualTo(last);
        assertThat(first.passes()).containsExactly(XL_LAYERS);
        assertThat(first.tokens()).isEqualTo((int) (left / (8L * 48 * XL_NEURONS)));
        assertThat(first.layersHeld()).isOne();
    }

    @Test
    void aLayerThatDoesNotFitIsRefusedWithWhatItNeeds() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() ->
                        new CollationMemory(10 << 20).plan(layers(2), XL_NEURONS, scan(100, 300), CorpusShard.WHOLE))
                .withMessageMatching(
                        "One layer of this model needs \\d+ MB of heap over this corpus, and there are 10 for"
                                + " it; start the service with a larger -Xmx, or leave the collation more of it\\.");
    }

    @Test
    void theMostFrequentTokensAreKeptAndTheirShareIsKnown() {
        // Given: 7 occurs four times where it counts, 5 and 9 twice, 3 once
        CorpusScan scan = new CorpusScan(CollationParameters.defaults().withExcerptTokens(4));
        int[][] excerpts = {{9, 7, 7, 5}, {3, 9, 7, 3}, {3, 9, 7, 5}};
        for (int i = 0; i < excerpts.length; i++) {
            scan.add(new Excerpt(new ExcerptId(i, 0), excerpts[i], i));
        }
        scan.finish();

        // When
        TableTokens two = new TableTokens(scan, 2);
        TableTokens all = new TableTokens(scan, 100);

        // Then
        assertThat(IntStream.range(0, two.size()).map(two::token)).containsExactly(5, 7);
        assertThat(Arrays.asList(two.slot(5), two.slot(7), two.slot(9), two.slot(3)))
                .containsExactly(0, 1, -1, -1);
        assertThat(two.coverage()).isEqualTo(6 / 9.0);
        assertThat(all.size()).isEqualTo(scan.differentTokens()).isEqualTo(4);
        assertThat(all.coverage()).isEqualTo(1);
    }
}
