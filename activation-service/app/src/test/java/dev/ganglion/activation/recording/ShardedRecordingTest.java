package dev.ganglion.activation.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.ganglion.activation.SmallCorpus;
import dev.ganglion.events.NeuronActivationPartial;
import dev.ganglion.subject.collation.CollatedExcerpt;
import dev.ganglion.subject.collation.ExcerptSet;
import dev.ganglion.subject.collation.NeuronCollation;
import dev.ganglion.subject.collation.NeuronStatistics;
import dev.ganglion.subject.collation.TokenTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two workers on two shards against one on the whole, on a real model: whose numbers depend a little on its batches. */
class ShardedRecordingTest {

    private static final int WIDTH = TwoShards.WIDTH;
    /** Excerpts whose maxima differ by less may change places. */
    private static final double NEAR = 1e-5;

    private static final double MILLIONTH = 1e-6;

    private static List<NeuronCollation> whole;
    private static List<NeuronCollation> merged;
    private static List<Recorded> shards;

    @BeforeAll
    static void recordBoth(@TempDir Path directory) throws InterruptedException {
        TwoShards both = TwoShards.record(SmallCorpus.in(directory), null);
        whole = both.whole();
        merged = both.merged();
        shards = both.shards();
    }

    @Test
    void theFirstShardSaysWhatTheWeightsSay() {
        assertThat(shards.get(0).partials())
                .extracting(NeuronActivationPartial::weights)
                .doesNotContainNull()
                .doesNotHaveDuplicates();
        assertThat(shards.get(1).partials())
                .extracting(NeuronActivationPartial::weights)
                .containsOnlyNulls();
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
        assertThat(shards.get(0).partials().get(0).piece().of()).isEqualTo(1);
        assertThat(shards.get(0).partials().get(0).piece().bytes() / 1024).isBetween(30, 60);
        assertThat(shards.get(1).partials().get(0).piece().bytes() / 1024).isBetween(10, 30);
    }
}
