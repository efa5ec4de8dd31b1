package dev.ganglion.benchmarks.activation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.subject.corpus.Excerpt;
import dev.ganglion.subject.corpus.ExcerptCursor;
import dev.ganglion.subject.engine.DjlEngine;
import dev.ganglion.subject.model.SubjectModel;
import dev.ganglion.subject.model.SubjectModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomModelTest {

    @Test
    void aModelOfRandomWeightsRunsOverRandomText(@TempDir Path temporary) throws IOException {
        // Given
        DjlEngine.stayOffline();
        Path directory = Files.createDirectory(temporary.resolve("model"));
        RandomModel.write(Size.DEMO, directory);
        assertThat(Files.size(directory.resolve("model.safetensors"))).isLessThan(RandomModel.bytes(Size.DEMO));

        // When
        Set<Integer> layers = new HashSet<>();
        try (SubjectModel model = SubjectModels.load(directory)) {
            assertThat(model.shape().vocabularySize()).isEqualTo(Size.DEMO.vocabulary());
            int[][] excerpt = {text().tokens()};
            model.run(excerpt, Set.of(0, 3), (layer, activations) -> {
                layers.add(layer);
                float[] values = activations.toFloatArray();

                // Then
                assertThat(values).hasSize(64 * Size.DEMO.neurons());
                for (float value : values) {
                    assertThat(Float.isFinite(value)).isTrue();
                }
            });
        }
        assertThat(layers).containsExactly(0, 3);
        RandomModel.delete(directory);
        assertThat(directory).doesNotExist();
    }

    private static Excerpt text() {
        try (ExcerptCursor cursor = new RandomText(1, 64, Size.DEMO.vocabulary()).open()) {
            return cursor.next();
        }
    }

    @Test
    void randomTextIsTheSameInEveryReadingAndHasFrequentTokens() {
        // Given
        RandomText text = new RandomText(50, 64, 50_257);

        // When
        int[] counts = new int[50_257];
        try (ExcerptCursor first = text.open();
                ExcerptCursor second = text.open()) {
            for (Excerpt excerpt = first.next(); excerpt != null; excerpt = first.next()) {
                assertThat(second.next().tokens()).isEqualTo(excerpt.tokens());
                for (int token : excerpt.tokens()) {
                    counts[token]++;
                }
            }
            assertThat(second.next()).isNull();
        }

        // Then
        assertThat(Arrays.stream(counts).sum()).isEqualTo(50 * 64);
        assertThat(counts[1]).isGreaterThan(100);
        assertThat(Arrays.stream(counts).filter(count -> count > 0).count()).isGreaterThan(1_000);
    }
}
