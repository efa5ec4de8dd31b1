package dev.ganglion.activation.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganglion.activation.SmallCorpus;
import dev.ganglion.events.CorpusSample;
import dev.ganglion.subject.collation.CollatedExcerpt;
import dev.ganglion.subject.collation.NeuronCollation;
import dev.ganglion.subject.collation.NeuronStatistics;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample of a corpus, divided among two workers who each draw it: the same sample, and each excerpt of it once. */
class SampledShardsTest {

    /** Of {@value SmallCorpus#EXCERPTS} in the corpus. */
    private static final int SAMPLED = 90;

    /** Of an excerpt, those that statistics count: all but the first. */
    private static final int COUNTED = 63;

    private static TwoShards both;

    @BeforeAll
    static void recordBoth(@TempDir Path directory) throws InterruptedException {
        both = TwoShards.record(SmallCorpus.in(directory), new CorpusSample(SAMPLED, 7));
    }

    @Test
    void everyExcerptOfTheSampleIsCountedOnce() {
        for (int neuron = 0; neuron < TwoShards.WIDTH; neuron++) {
            NeuronStatistics expected = both.whole().get(neuron).statistics();
            NeuronStatistics actual = both.merged().get(neuron).statistics();
            assertThat(actual.count()).isEqualTo(SAMPLED * (long) COUNTED).isEqualTo(expected.count());
            assertThat(actual.mean()).isCloseTo(expected.mean(), within(1e-6));
        }
    }

    @Test
    void nearlyAllNeuronsHaveTheSameExcerptsAsFromOneWorker() {
        long same = IntStream.range(0, TwoShards.WIDTH)
                .filter(neuron ->
                        ids(both.whole().get(neuron)).equals(ids(both.merged().get(neuron))))
                .count();
        assertThat(same).isGreaterThan(TwoShards.WIDTH * 95L / 100);
    }

    private static Set<String> ids(NeuronCollation collation) {
        return collation.excerpts().stream().map(CollatedExcerpt::toString).collect(Collectors.toSet());
    }
}
