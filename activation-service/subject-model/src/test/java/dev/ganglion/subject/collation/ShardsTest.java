package dev.ganglion.subject.collation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** However a corpus is divided, the merged records are those of one worker over the whole. */
class ShardsTest {

    private static final int NEURONS = 3;

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void smallSetsWithTiesAndNearIdenticalExcerpts(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 60) int excerpts,
            @ForAll @IntRange(min = 2, max = 5) int tokens,
            @ForAll @IntRange(min = 1, max = 80) int fingerprints,
            @ForAll @IntRange(min = 1, max = 40) int values,
            @ForAll @IntRange(min = 1, max = 12) int top,
            @ForAll @IntRange(min = 0, max = 3) int perBin,
            @ForAll @IntRange(min = 1, max = 40) int sample,
            @ForAll @IntRange(min = 0, max = 9) int random,
            @ForAll @IntRange(min = 0, max = 6) int hard,
            @ForAll @IntRange(min = 2, max = 9) int shards)
            throws InterruptedException {
        CollationParameters parameters =
                new CollationParameters(tokens, top, List.of(0.0, 0.5, 0.9, 0.99), perBin, sample, random, hard, 15, seed);
        assertMerged(
                FakeCorpus.random(new Random(seed), excerpts, tokens, NEURONS, 12, fingerprints, values),
                parameters,
                shards);
    }

    @Property(tries = 15)
    void theDefaultSets(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 400) int excerpts,
            @ForAll @IntRange(min = 2, max = 7) int shards)
            throws InterruptedException {
        CollationParameters parameters =
                CollationParameters.defaults().withExcerptTokens(6).withSeed(seed);
        assertMerged(
                FakeCorpus.random(new Random(seed), excerpts, 6, NEURONS, 300, 1_000_000, 4_000), parameters, shards);
    }

    private static void assertMerged(FakeCorpus corpus, CollationParameters parameters, int shards)
            throws InterruptedException {
        List<NeuronCollation> merged = merged(corpus, parameters, shards);
        for (int neuron = 0; neuron < NEURONS; neuron++) {
            CollationOracleTest.assertSame(merged.get(neuron), NaiveCollation.of(corpus, parameters, neuron));
        }
    }

    /** Each shard by a worker of its own; what they hand on goes through its bytes. */
    private static List<NeuronCollation> merged(FakeCorpus corpus, CollationParameters parameters, int shards)
            throws InterruptedException {
        List<List<byte[]>> parts = new ArrayList<>();
        byte[][] scanned = new byte[1][];
        for (int index = 0; index < shards; index++) {
            List<byte[]> ofShard = new ArrayList<>();
            run(corpus, parameters).run(new CorpusShard(index, shards), new PartConsumer() {
                private CorpusScan scan;

                @Override
                public void scanned(CorpusScan found, TableTokens tokens) {
                    scan = found;
                    byte[] bytes = ScanFormat.write(found, tokens, id -> "token " + id);
                    assertThat(scanned[0] == null || Arrays.equals(scanned[0], bytes))
                            .as("all shards find the same scan")
                            .isTrue();
                    scanned[0] = bytes;
                }

                @Override
                public void part(int layer, int neuron, NeuronPart part) {
                    ofShard.add(PartFormat.write(part, scan));
                }
            });
            parts.add(ofShard);
        }
        ScannedCorpus read = ScanFormat.read(scanned[0]);
        NeuronMerge merge = new NeuronMerge(read.scan(), read.table());
        return IntStream.range(0, NEURONS)
                .mapToObj(neuron -> merge.collation(parts.stream()
                        .map(ofShard -> PartFormat.read(ofShard.get(neuron), read))
                        .toList()))
                .toList();
    }

    private static CollationRun run(FakeCorpus corpus, CollationParameters parameters) {
        return new CollationRun(
                parameters, corpus, corpus, new TreeSet<>(List.of(0)), corpus.neurons, 7, CollationMemory.UNLIMITED, (phase, done, total) -> {});
    }

    @Property
    void everyExcerptIsInOneShard(
            @ForAll @IntRange(min = 1, max = 1_000) int shards, @ForAll @IntRange(min = 0) int excerpts) {
        long last = 0;
        for (int index = 0; index < shards; index++) {
            CorpusShard shard = new CorpusShard(index, shards);
            assertThat(shard.from(excerpts)).isEqualTo(last);
            last = shard.to(excerpts);
            assertThat(last - shard.from(excerpts)).isBetween((long) excerpts / shards, (long) excerpts / shards + 1);
        }
        assertThat(last).isEqualTo(excerpts);
    }

    /** Two shards whose sums of a token nearly cancel out: what is left is known to 1e-6 all the same. */
    @Test
    void sumsAreKnownToAMillionthAlsoWhereTheyNearlyCancelOut() throws InterruptedException {
        // Given
        FakeCorpus corpus = new FakeCorpus(3, 3);
        double[] values = {1000.0 / 3, -1000.0 / 3 + 1.0 / 7};
        for (int i = 0; i < 2; i++) {
            double value = values[i];
            corpus.add(new int[] {1, 2, 2}, i, () -> value);
        }
        corpus.add(new int[] {1, 3, 3}, 2, () -> 1_000); // the top one, which is held out
        CollationParameters parameters = new CollationParameters(3, 1, List.of(), 0, 1, 0, 0, 10, 0);

        // When
        TokenTable table = merged(corpus, parameters, 2).get(0).tokenTable();

        // Then
        double expected = 2 * ((double) (float) values[0] + (float) values[1]);
        assertThat(table.entries().get(0).sum()).isCloseTo(expected, within(1e-6 * expected));
    }

    @Test
    void aTokenThatOnlyBeginsExcerptsHasItsText() {
        // Given
        FakeCorpus corpus = new FakeCorpus(2, 1);
        corpus.add(new int[] {70, 3}, 1, () -> 1);
        CorpusScan scan = new CorpusScan(CollationParameters.defaults().withExcerptTokens(2));
        corpus.excerpts.forEach(scan::add);
        scan.finish();

        // When
        ScannedCorpus read = ScanFormat.read(ScanFormat.write(scan, new TableTokens(scan, 9), id -> "é" + id));

        // Then
        assertThat(read.tokens()).containsOnlyKeys(3, 70).containsEntry(70, "é70");
        assertThat(read.table().size()).isEqualTo(1);
        assertThat(read.table().token(0)).isEqualTo(3);
    }

    @Property(tries = 300)
    void bytesThatAreNoPartOrNoScanAreRefused(@ForAll long seed) {
        // Given
        Random chance = new Random(seed);
        FakeCorpus corpus = FakeCorpus.random(chance, 20, 3, 1, 12, 20, 9);
        CorpusScan scan = new CorpusScan(CollationParameters.defaults().withExcerptTokens(3));
        corpus.excerpts.forEach(scan::add);
        scan.finish();
        byte[] written = ScanFormat.write(scan, new TableTokens(scan, 5), id -> "t");
        ScannedCorpus whole = ScanFormat.read(written);
        byte[] cut = Arrays.copyOf(written, chance.nextInt(written.length));
        byte[] noise = new byte[chance.nextInt(200)];
        chance.nextBytes(noise);

        // When and then
        for (byte[] bytes : List.of(cut, noise, Arrays.copyOf(written, written.length + 1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ScanFormat.read(bytes))
                    .withMessageContaining("are no scan of a corpus");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PartFormat.read(bytes, whole))
                    .withMessageContaining("are no part of a neuron's record over this corpus");
        }
    }

    @Test
    void partsOfAnotherCorpusAreNotMerged() throws InterruptedException {
        // Given
        CollationParameters parameters = CollationParameters.defaults().withExcerptTokens(3);
        FakeCorpus corpus = FakeCorpus.random(new Random(5), 20, 3, NEURONS, 12, 20, 9);
        List<NeuronPart> parts = new ArrayList<>();
        NeuronMerge[] merge = new NeuronMerge[1];
        run(corpus, parameters).run(new CorpusShard(0, 2), new PartConsumer() {
            @Override
            public void scanned(CorpusScan scan, TableTokens tokens) {
                merge[0] = new NeuronMerge(scan, tokens);
            }

            @Override
            public void part(int layer, int neuron, NeuronPart part) {
                parts.add(part);
            }
        });

        // When and then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> merge[0].collation(List.of(parts.get(0))))
                .withMessage("the parts have 20 positions, and the corpus 40");
    }
}
