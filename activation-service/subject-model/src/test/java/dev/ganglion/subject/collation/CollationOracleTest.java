package dev.ganglion.subject.collation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganglion.subject.corpus.Excerpt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Streaming, in any order and any batches, comes to what holding and sorting everything comes to. */
class CollationOracleTest {

    private static final int NEURONS = 3;

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void smallSetsWithTiesAndNearIdenticalExcerpts(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 60) int excerpts,
            @ForAll @IntRange(min = 2, max = 5) int tokens,
            @ForAll @IntRange(min = 1, max = 80) int fingerprints,
            @ForAll @IntRange(min = 1, max = 40) int values,
            @ForAll @IntRange(min = 1, max = 12) int top,
            @ForAll @IntRange(min = 1, max = 40) int sample,
            @ForAll @IntRange(min = 0, max = 9) int random,
            @ForAll @IntRange(min = 0, max = 6) int hard,
            @ForAll @IntRange(min = 0, max = 15) int table) {
        CollationParameters parameters = new CollationParameters(
                tokens, top, List.of(0.0, 0.5, 0.9, 0.99), 2, sample, random, hard, table, seed);
        Random chance = new Random(seed);
        assertAgreement(
                FakeCorpus.random(chance, excerpts, tokens, NEURONS, 12, fingerprints, values), parameters, chance);
    }

    @Property(tries = 25)
    void theDefaultSetsOverCorporaTooSmallAndLargeEnough(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 130) int excerpts) {
        CollationParameters parameters =
                CollationParameters.defaults().withExcerptTokens(6).withSeed(seed);
        Random chance = new Random(seed);
        assertAgreement(FakeCorpus.random(chance, excerpts, 6, NEURONS, 300, 1_000_000, 4_000), parameters, chance);
    }

    private static void assertAgreement(FakeCorpus corpus, CollationParameters parameters, Random chance) {
        LayerCollator collator = collated(corpus, parameters, chance);
        for (int neuron = 0; neuron < NEURONS; neuron++) {
            NeuronCollation expected = NaiveCollation.of(corpus, parameters, neuron);
            assertSame(collator.neuron(neuron), expected);
        }
    }

    private static LayerCollator collated(FakeCorpus corpus, CollationParameters parameters, Random chance) {
        CorpusScan scan = new CorpusScan(parameters);
        shuffled(corpus.excerpts, chance).forEach(scan::add);
        scan.finish();
        TableTokens tokens = new TableTokens(scan, Integer.MAX_VALUE);
        LayerCollator collator = new LayerCollator(0, NEURONS, scan, tokens);
        batches(shuffled(corpus.excerpts, chance), chance)
                .forEach(batch -> corpus.run(
                        batch, 0, activations -> collator.add(new ExcerptBatch(batch, tokens), activations)));
        batches(shuffled(List.copyOf(collator.pick()), chance), chance)
                .forEach(batch -> corpus.run(
                        batch, 0, activations -> collator.addPicked(new ExcerptBatch(batch, tokens), activations)));
        return collator;
    }

    static void assertSame(NeuronCollation actual, NeuronCollation expected) {
        assertThat(actual.excerpts())
                .extracting(CollationOracleTest::inFull)
                .containsExactlyElementsOf(expected.excerpts().stream()
                        .map(CollationOracleTest::inFull)
                        .toList());
        assertThat(actual.tokenTable().entries())
                .isEqualTo(expected.tokenTable().entries());
        assertThat(actual.tokenTable().mean()).isCloseTo(expected.tokenTable().mean(), within(1e-9));
        StatisticsTest.assertClose(actual.statistics(), expected.statistics());
    }

    private static String inFull(CollatedExcerpt excerpt) {
        return excerpt + " bin " + excerpt.bin() + " maximum " + excerpt.maximum() + " "
                + Arrays.toString(excerpt.excerpt().tokens()) + Arrays.toString(excerpt.activations());
    }

    private static List<Excerpt> shuffled(List<Excerpt> excerpts, Random chance) {
        List<Excerpt> copy = new ArrayList<>(excerpts);
        Collections.shuffle(copy, chance);
        return copy;
    }

    private static List<List<Excerpt>> batches(List<Excerpt> excerpts, Random chance) {
        List<List<Excerpt>> batches = new ArrayList<>();
        int from = 0;
        while (from < excerpts.size()) {
            int to = Math.min(excerpts.size(), from + 1 + chance.nextInt(7));
            batches.add(excerpts.subList(from, to));
            from = to;
        }
        return batches;
    }
}
