package dev.ganglion.activation.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.ganglion.activation.SmallCorpus;
import dev.ganglion.activation.models.LoadedModels;
import dev.ganglion.demo.DemoModel;
import dev.ganglion.events.ActivationRequest;
import dev.ganglion.events.CorpusScan;
import dev.ganglion.events.NeuronActivationPartial;
import dev.ganglion.events.Piece;
import dev.ganglion.events.Shard;
import dev.ganglion.subject.collation.CollatedExcerpt;
import dev.ganglion.subject.collation.CollationMemory;
import dev.ganglion.subject.collation.CollationParameters;
import dev.ganglion.subject.collation.CollationRun;
import dev.ganglion.subject.collation.ExcerptSet;
import dev.ganglion.subject.collation.NeuronCollation;
import dev.ganglion.subject.collation.NeuronMerge;
import dev.ganglion.subject.collation.NeuronStatistics;
import dev.ganglion.subject.collation.PartFormat;
import dev.ganglion.subject.collation.ScanFormat;
import dev.ganglion.subject.collation.ScannedCorpus;
import dev.ganglion.subject.collation.TokenTable;
import dev.ganglion.subject.corpus.Corpus;
import dev.ganglion.subject.corpus.Excerpts;
import dev.ganglion.subject.model.SubjectModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two workers on two shards against one on the whole, on a real model: whose numbers depend a little on its batches. */
class ShardedRecordingTest {

    private static final int LAYER = 2;
    private static final int WIDTH = 768;
    /** Excerpts whose maxima differ by less may change places. */
    private static final double NEAR = 1e-5;

    private static final double MILLIONTH = 1e-6;
    private static final LoadedModels MODELS = new LoadedModels(1);

    @TempDir
    private static Path directory;

    private static Path corpus;
    private static List<NeuronCollation> whole;
    private static List<NeuronCollation> merged;
    private static final List<Recorded> SHARDS = new ArrayList<>();

    @BeforeAll
    static void recordBoth() throws InterruptedException {
        corpus = SmallCorpus.in(directory);
        whole = recordWhole();
        for (int shard = 0; shard < 2; shard++) {
            Recorded recorded = new Recorded();
            new Recording(MODELS, 700, new CollationMemory(1L << 30))
                    .run(request(new Shard(shard, 2)), new RequestProgress("id", "demo", Shard.WHOLE), recorded);
            SHARDS.add(recorded);
        }
        merged = merge();
    }

    @AfterAll
    static void close() {
        MODELS.close();
    }

    private static ActivationRequest request(Shard shard) {
        return new ActivationRequest(
                UUID.randomUUID(),
                "demo",
                DemoModel.directory().toString(),
                corpus.toString(),
                List.of(LAYER),
                shard,
                null);
    }

    private static List<NeuronCollation> recordWhole() throws InterruptedException {
        List<NeuronCollation> all = new ArrayList<>();
        CollationParameters parameters = CollationParameters.defaults();
        try (LoadedModels.Lease lease = MODELS.lease("demo", DemoModel.directory())) {
            SubjectModel model = lease.model();
            new CollationRun(
                            parameters,
                            new Excerpts(
                                    Corpus.open(corpus),
                                    new TokenizerEncoder(model.tokenizer()),
                                    parameters.excerptTokens()),
                            new ModelRun(model),
                            new TreeSet<>(Set.of(LAYER)),
                            WIDTH,
                            16,
                            CollationMemory.UNLIMITED,
                            (phase, done, total) -> {})
                    .run((layer, neuron, collation) -> all.add(collation));
        }
        return all;
    }

    private static List<NeuronCollation> merge() {
        List<CorpusScan> pieces = SHARDS.get(0).scans();
        ScannedCorpus scan = ScanFormat.read(Piece.join(
                pieces.stream().map(CorpusScan::content).toList(),
                pieces.get(0).piece().bytes()));
        NeuronMerge merge = new NeuronMerge(scan.scan(), scan.table());
        return IntStream.range(0, WIDTH)
                .mapToObj(neuron -> merge.collation(SHARDS.stream()
                        .map(shard -> {
                            NeuronActivationPartial partial = shard.partials().get(neuron);
                            return PartFormat.read(
                                    Piece.join(
                                            List.of(partial.content()),
                                            partial.piece().bytes()),
                                    scan);
                        })
                        .toList()))
                .toList();
    }

    @Test
    void theExcerptsAreTheSameWhereMaximaDiffer() {
        for (int neuron = 0; neuron < WIDTH; neuron++) {
            List<CollatedExcerpt> expected = whole.get(neuron).excerpts();
            List<CollatedExcerpt> actual = merged.get(neuron).excerpts();
            assertThat(actual).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                CollatedExcerpt one = expected.get(i);
                CollatedExcerpt other = actual.get(i);
                assertThat(other.set()).isEqualTo(one.set());
                assertThat(other.split()).isEqualTo(one.split());
                assertThat(other.bin()).isEqualTo(one.bin());
                if (one.set() == ExcerptSet.TOP) {
                    assertThat((double) other.maximum()).isCloseTo(one.maximum(), within(NEAR));
                }
                if (!other.excerpt().id().equals(one.excerpt().id())) {
                    assertThat(hasNeighbour(expected, i))
                            .as("neuron %d, %s", neuron, one)
                            .isTrue();
                }
            }
        }
    }

    /** Whether another of the set, or the first that is not in it, may stand in its place. */
    private static boolean hasNeighbour(List<CollatedExcerpt> excerpts, int at) {
        CollatedExcerpt one = excerpts.get(at);
        return one.set() != ExcerptSet.RANDOM
                && (one.set() == ExcerptSet.QUANTILE
                        || excerpts.stream()
                                .filter(other -> other != one)
                                .anyMatch(other -> Math.abs(other.maximum() - one.maximum()) <= NEAR));
    }

    @Test
    void nearlyAllNeuronsHaveExactlyTheSameExcerpts() {
        long same = IntStream.range(0, WIDTH)
                .filter(neuron -> ids(whole.get(neuron)).equals(ids(merged.get(neuron))))
                .count();
        assertThat(same).isGreaterThan(WIDTH * 95 / 100);
    }

    private static List<String> ids(NeuronCollation collation) {
        return collation.excerpts().stream().map(CollatedExcerpt::toString).toList();
    }

    /**
     * To a millionth of the sum, or of a unit for each occurrence: on a token on which a neuron is all but silent, its
     * activations hang on the batch in which the model runs them.
     */
    @Test
    void theSumsOfTokensAreTheSameToAMillionth() {
        for (int neuron = 0; neuron < WIDTH; neuron++) {
            if (!ids(whole.get(neuron)).equals(ids(merged.get(neuron)))) {
                continue;
            }
            List<TokenTable.Entry> expected = whole.get(neuron).tokenTable().entries();
            Map<Integer, TokenTable.Entry> actual = merged.get(neuron).tokenTable().entries().stream()
                    .collect(Collectors.toMap(TokenTable.Entry::token, entry -> entry));
            TokenTable.Entry last = expected.get(expected.size() - 1);
            for (TokenTable.Entry entry : expected) {
                TokenTable.Entry other = actual.get(entry.token());
                if (other == null) {
                    assertThat(entry.mean()).as("%s, the last ones", entry).isCloseTo(last.mean(), within(NEAR));
                    continue;
                }
                assertThat(other.count()).isEqualTo(entry.count());
                assertThat(other.sum())
                        .as("neuron %d, %s", neuron, entry)
                        .isCloseTo(entry.sum(), within(MILLIONTH * Math.max(Math.abs(entry.sum()), entry.count())));
            }
        }
    }

    @Test
    void theStatisticsAreTheSame() {
        for (int neuron = 0; neuron < WIDTH; neuron++) {
            NeuronStatistics expected = whole.get(neuron).statistics();
            NeuronStatistics actual = merged.get(neuron).statistics();
            assertThat(actual.count()).isEqualTo(expected.count());
            assertThat(actual.mean()).isCloseTo(expected.mean(), within(MILLIONTH));
            assertThat(actual.variance()).isCloseTo(expected.variance(), withinPercentage(1e-3));
        }
    }

    @Test
    void aPartialRecordIsAsLargeAsTheReadmeSays() {
        assertThat(SHARDS.get(0).partials().get(0).piece().of()).isEqualTo(1);
        assertThat(SHARDS.get(0).partials().get(0).piece().bytes() / 1024).isBetween(80, 180);
        assertThat(SHARDS.get(1).partials().get(0).piece().bytes() / 1024).isBetween(10, 30);
    }
}
