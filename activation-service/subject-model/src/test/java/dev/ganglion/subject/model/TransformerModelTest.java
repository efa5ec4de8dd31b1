package dev.ganglion.subject.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.ganglion.subject.ModelException;
import dev.ganglion.subject.engine.DjlEngine;
import dev.ganglion.subject.engine.Placement;
import dev.ganglion.subject.engine.Precision;
import dev.ganglion.subject.fixture.TinyGpt2;
import dev.ganglion.subject.tokenizer.BpeTokenizer;
import dev.ganglion.subject.weights.WeightFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransformerModelTest {

    private static final ActivationTap NOBODY = (layer, activations) -> {};

    @TempDir
    static Path directory;

    private static NDManager memory;
    private static TransformerModel model;

    @BeforeAll
    static void load() {
        TinyGpt2.write(directory);
        memory = DjlEngine.newManager();
        try (WeightFiles weights = WeightFiles.open(directory)) {
            Network network = Gpt2.network(
                    ConfigFile.read(directory.resolve("config.json")), new Weights(weights, memory, Precision.FLOAT32));
            BpeTokenizer tokenizer = BpeTokenizer.load(directory.resolve("tokenizer.json"));
            model = new TransformerModel(network, Placement.CPU, memory, tokenizer, "digest");
        }
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void anExcerptAloneEqualsItselfWithinABatch() {
        // Given
        int[][] batch = TinyGpt2.excerpts(5, 9, 3);

        // When
        Activations together = Activations.of(model, batch);

        // Then
        for (int b = 0; b < batch.length; b++) {
            Activations alone = Activations.of(model, new int[][] {batch[b]});
            for (int layer = 0; layer < TinyGpt2.LAYERS; layer++) {
                int size = alone.layer(layer).length;
                float[] part = Arrays.copyOfRange(together.layer(layer), b * size, (b + 1) * size);
                assertThat(part).containsExactly(alone.layer(layer), within(1e-5f));
            }
        }
    }

    @Test
    void onlyTheWantedLayersReachTheTapInAscendingOrder() {
        // Given
        int[][] batch = TinyGpt2.excerpts(2, 4, 3);
        Activations all = Activations.of(model, batch);
        List<Integer> seen = new ArrayList<>();

        // When
        Activations some = Activations.of(model, batch, Set.of(2, 0));
        model.run(batch, Set.of(2, 0), (layer, activations) -> seen.add(layer));

        // Then
        assertThat(seen).containsExactly(0, 2);
        assertThat(some.layer(0)).isEqualTo(all.layer(0));
        assertThat(some.layer(2)).isEqualTo(all.layer(2));
    }

    @Test
    void theTapGetsBatchByTokensByNeurons() {
        model.run(TinyGpt2.excerpts(2, 4, 3), Set.of(1), (layer, activations) -> {
            assertThat(activations.getShape().getShape()).containsExactly(2, 4, TinyGpt2.NEURONS);
        });
    }

    @Test
    void noWantedLayerRunsNothing() {
        assertThat(Activations.of(model, TinyGpt2.excerpts(1, 4, 3), Set.of()).layers())
                .isEmpty();
    }

    @Test
    void nothingIsLeftAfterManyBatches() {
        // Given
        int before = memory.getManagedArrays().size();
        List<NDArray> handedOut = new ArrayList<>();

        // When
        for (int batch = 0; batch < 50; batch++) {
            model.run(TinyGpt2.excerpts(4, 16, batch), Set.of(0, 1, 2), (layer, activations) -> {
                handedOut.add(activations);
                handedOut.add(activations.max());
            });
        }

        // Then
        assertThat(handedOut).hasSize(300).allMatch(NDArray::isReleased);
        assertThat(memory.getManagedArrays()).hasSize(before);
    }

    @Test
    void whatATapThrowsEndsTheRunAndLeavesNothing() {
        // Given
        int before = memory.getManagedArrays().size();

        // When
        ThrowingCallable run = () -> model.run(TinyGpt2.excerpts(1, 4, 3), Set.of(0), (layer, activations) -> {
            throw new IllegalArgumentException("no");
        });

        // Then
        assertThatThrownBy(run)
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("no");
        assertThat(memory.getManagedArrays()).hasSize(before);
    }

    @Test
    void severalThreadsGetWhatOneGets() throws Exception {
        // Given
        int[][] batch = TinyGpt2.excerpts(3, 12, 5);
        float[] expected = Activations.of(model, batch).layer(2);
        Callable<float[]> run = () -> Activations.of(model, batch).layer(2);
        ExecutorService threads = Executors.newFixedThreadPool(4);

        try {
            // When
            List<Future<float[]>> results = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                results.add(threads.submit(run));
            }

            // Then
            for (Future<float[]> result : results) {
                assertThat(result.get()).containsExactly(expected, within(1e-5f));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theWholeContextIsTaken() {
        assertThatCode(() -> model.logits(new int[TinyGpt2.CONTEXT])).doesNotThrowAnyException();
    }

    @Test
    void anExcerptTheModelCannotTakeIsRefusedWithOneSentence() {
        assertRefused(new int[][] {new int[17]}, "An excerpt has 17 tokens, and this model takes 1 to 16.");
        assertRefused(new int[][] {{}}, "An excerpt has 0 tokens, and this model takes 1 to 16.");
        assertRefused(
                new int[][] {{1}, {1, 2}}, "The excerpts of one batch have 1 and 2 tokens, and must all be as long.");
        assertRefused(new int[][] {{266}}, "There is no token 266: this model has the tokens 0 to 265.");
        assertRefused(new int[][] {{-1}}, "There is no token -1: this model has the tokens 0 to 265.");
        assertRefused(new int[0][], "There is no excerpt to run.");
    }

    @Test
    void aLayerTheModelDoesNotHaveIsRefusedWithOneSentence() {
        assertThatThrownBy(() -> model.run(new int[][] {{1}}, Set.of(3), NOBODY))
                .isInstanceOf(ModelException.class)
                .hasMessage("There is no layer 3: this model has the layers 0 to 2.");
    }

    @Test
    void closingTwiceIsClosingOnceAndAClosedModelDoesNotRun() {
        // Given
        TransformerModel closed = SubjectModels.load(directory);
        closed.close();

        // Then
        assertThatCode(closed::close).doesNotThrowAnyException();
        assertThatThrownBy(() -> closed.run(new int[][] {{1}}, Set.of(0), NOBODY))
                .isInstanceOf(IllegalStateException.class);
    }

    private static void assertRefused(int[][] excerpts, String sentence) {
        assertThatThrownBy(() -> model.run(excerpts, Set.of(0), NOBODY))
                .isInstanceOf(ModelException.class)
                .hasMessage(sentence);
    }
}
