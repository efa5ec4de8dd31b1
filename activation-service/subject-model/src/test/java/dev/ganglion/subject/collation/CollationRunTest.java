package dev.ganglion.subject.collation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.djl.ndarray.types.Shape;
import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.collation.CollationProgress.Phase;
import dev.ganglion.subject.corpus.CorpusCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollationRunTest {

    private static final CollationParameters PARAMETERS =
            CollationParameters.defaults().withExcerptTokens(5);

    private final FakeCorpus corpus = FakeCorpus.random(new Random(3), 150, 5, 4, 60, 140, 3_000);
    private final List<String> progress = new ArrayList<>();
    private CollationMemory memory = CollationMemory.UNLIMITED;

    @Test
    void eachNeuronOfEachLayerIsHandedOnOnceAndInOrder() throws InterruptedException {
        // Given
        corpus.layers = 2;
        List<String> order = new ArrayList<>();

        // When
        CorpusCounts counts = run(corpus, corpus, 2, 16).run((layer, neuron, collation) -> {
            order.add(layer + "-" + neuron);
            if (layer == 0) {
                CollationOracleTest.assertSame(collation, NaiveCollation.of(corpus, PARAMETERS, neuron));
            }
        });

        // Then
        assertThat(order).containsExactly("0-0", "0-1", "0-2", "0-3", "1-0", "1-1", "1-2", "1-3");
        assertThat(counts.excerpts()).isEqualTo(150);
    }

    @Test
    void theBatchSizeMakesNoDifference() throws InterruptedException {
        for (int batchSize : new int[] {1, 7, 150, 1_000}) {
            run(corpus, corpus, 1, batchSize)
                    .run((layer, neuron, collation) ->
                            CollationOracleTest.assertSame(collation, NaiveCollation.of(corpus, PARAMETERS, neuron)));
        }
    }

    @Test
    void littleMemoryMakesNoDifferenceButTime() throws InterruptedException {
        // Given
        corpus.layers = 3;
        List<String> plentiful = records();
        CorpusScan scan = new CorpusScan(PARAMETERS);
        corpus.excerpts.forEach(scan::add);
        scan.finish();
        TreeSet<Integer> layers = new TreeSet<>(List.of(0, 1, 2));
        long least = 1_000;
        while (!CollationMemoryTest.fits(new CollationMemory(least), layers, corpus.neurons, scan, 2)) {
            least += 1_000;
        }

        // When
        memory = new CollationMemory(least);
        corpus.batches = 0;
        List<String> frugal = records();

        // Then
        assertThat(frugal).isEqualTo(plentiful);
        assertThat(corpus.batches).isGreaterThanOrEqualTo(2 * 15);
        assertThat(progress).contains("RECORD 300/300");
    }

    private List<String> records() throws InterruptedException {
        List<String> records = new ArrayList<>();
        run(corpus, corpus, corpus.layers, 10)
                .run((layer, neuron, collation) -> records.add(layer + "-" + neuron + " " + collation.statistics() + " "
                        + collation.excerpts() + " "
                        + collation.excerpts().stream()
                                .map(excerpt -> Arrays.toString(excerpt.activations()))
                                .toList()
                        + " " + collation.tokenTable()));
        return records;
    }

    @Test
    void noExcerptIsInTwoSetsAndNoneIsNearIdenticalToAnother() throws InterruptedException {
        run(corpus, corpus, 1, 16).run((layer, neuron, collation) -> {
            Set<Long> seen = new HashSet<>();
            assertThat(collation.excerpts())
                    .hasSizeBetween(60, 65) // the top ones leave nothing for the two highest bins
                    .allMatch(excerpt -> seen.add(excerpt.excerpt().fingerprint()));
        });
    }

    @Test
    void progressIsToldInEachPhaseUpToItsEnd() throws InterruptedException {
        // When
        run(corpus, corpus, 1, 100).run((layer, neuron, collation) -> {});

        // Then
        assertThat(progress)
                .startsWith("SCAN 100/-1", "SCAN 150/150", "RECORD 100/150", "RECORD 150/150")
                .anyMatch(line -> line.matches("COMPLETE (\\d+)/\\1"))
                .endsWith("COLLATE 1/4", "COLLATE 2/4", "COLLATE 3/4", "COLLATE 4/4");
    }

    @Test
    void anInterruptEndsItAfterTheBatchUnderWay() {
        // Given
        ActivationSource interrupted = (batch, layers, consumer) -> {
            corpus.run(batch, layers, consumer);
            if (corpus.batches == 3) {
                Thread.currentThread().interrupt();
            }
        };

        // When
        CollationRun run = run(corpus, interrupted, 1, 10);

        // Then
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> run.run((layer, neuron, c) -> {
                    throw new AssertionError("nothing is complete yet");
                }));
        assertThat(corpus.batches).isEqualTo(3);
    }

    @Test
    void aModelThatDoesNotRunALayerIsNoticed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> run(corpus, corpus, 2, 10).run((layer, neuron, c) -> {}))
                .withMessage("layer 1 was given 0 excerpts, and the scan 150");
    }

    @Test
    void activationsOfAnotherShapeAreRefused() {
        // Given
        ActivationSource other = (batch, layers, consumer) ->
                FakeCorpus.hand(new float[6], new Shape(1, 2, 3), activations -> consumer.layer(0, activations));

        // When and then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(corpus, other, 1, 10).run((layer, neuron, c) -> {}))
                .withMessage("the activations of layer 0 have the shape (1, 2, 3), and not (10, 5, 4)");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void anActivationThatIsNoNumberIsNamed(int position) {
        // Given: one of a top excerpt, so that it would be shown where it does not count
        corpus.activations.get(corpus.excerpts.get(77).id())[4][3] = 10_000;
        corpus.activations.get(corpus.excerpts.get(77).id())[position][3] =
                position == 0 ? Float.POSITIVE_INFINITY : Float.NaN;

        // When and then
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> run(corpus, corpus, 1, 10).run((layer, neuron, c) -> {}))
                .withMessage(
                        "Layer 0, neuron 3 of the model has an activation that is no finite number; its weights are"
                                + " broken.");
    }

    @Test
    void excerptsOfAnotherLengthAreRefused() {
        // Given
        FakeCorpus longer = FakeCorpus.random(new Random(1), 3, 6, 4, 10, 10, 10);

        // When and then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(longer, longer, 1, 10).run((layer, neuron, c) -> {}))
                .withMessage("excerpt 0/0 has 6 tokens, and not 5");
    }

    @Test
    void withoutAnExcerptThereIsNothingToCollate() {
        // Given
        FakeCorpus empty = new FakeCorpus(5, 4);

        // When and then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(empty, empty, 1, 10).run((layer, neuron, c) -> {}))
                .withMessage("there is no excerpt to collate");
    }

    @Test
    void aNeuronThatNeverFiresHasTheSameParts() throws InterruptedException {
        // Given
        FakeCorpus silent = new FakeCorpus(5, 1);
        for (int i = 0; i < 100; i++) {
            silent.add(new Random(i).ints(5, 0, 20).toArray(), i, () -> -0.125);
        }

        // When
        run(silent, silent, 1, 10).run((layer, neuron, collation) -> {
            // Then
            assertThat(collation.statistics().fires()).isFalse();
            assertThat(collation.excerpts()).hasSize(60);
            assertThat(collation.tokenTable().entries()).hasSize(20).allMatch(entry -> entry.mean() == -0.125);
        });
    }

    private CollationRun run(FakeCorpus source, ActivationSource model, int layers, int batchSize) {
        TreeSet<Integer> wanted = new TreeSet<>();
        for (int layer = 0; layer < layers; layer++) {
            wanted.add(layer);
        }
        CollationProgress listener =
                (Phase phase, long done, long total) -> progress.add(phase + " " + done + "/" + total);
        return new CollationRun(PARAMETERS, source, model, wanted, source.neurons, batchSize, memory, listener);
    }
}
