package dev.ganglion.subject.collation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ganglion.subject.collation.CollationProgress.Phase;
import dev.ganglion.subject.corpus.CorpusCounts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CollationRunTest {

    private static final CollationParameters PARAMETERS =
            CollationParameters.defaults().withExcerptTokens(5);

    private final FakeCorpus corpus = FakeCorpus.random(new Random(3), 150, 5, 4, 60, 140, 3_000);
    private final List<String> progress = new ArrayList<>();

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
    void noExcerptIsInTwoSetsAndNoneIsNearIdenticalToAnother() throws InterruptedException {
        run(corpus, corpus, 1, 16).run((layer, neuron, collation) -> {
            Set<Long> seen = new HashSet<>();
            assertThat(collation.excerpts())
                    .hasSize(60) // the top ones leave nothing for the two highest bins
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
        ActivationSource interrupted = (batch, consumer) -> {
            corpus.run(batch, consumer);
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
        ActivationSource other = (batch, consumer) -> consumer.layer(0, new float[7]);

        // When and then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(corpus, other, 1, 10).run((layer, neuron, c) -> {}))
                .withMessage("the activations of layer 0 are 7 numbers, and not 10 × 5 × 4");
    }

    @Test
    void anActivationThatIsNoNumberIsNamed() {
        // Given
        corpus.activations.get(corpus.excerpts.get(77).id())[2][3] = Float.NaN;

        // When and then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(corpus, corpus, 1, 10).run((layer, neuron, c) -> {}))
                .withMessage("the activation of layer 0, neuron 3 is not a finite number on excerpt 25/2");
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
        return new CollationRun(PARAMETERS, source, model, wanted, source.neurons, batchSize, listener);
    }
}
