package dev.ganglion.subject.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganglion.subject.fixture.TinyGpt2;
import dev.ganglion.subject.fixture.TokenizerJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class CausalityPropertiesTest {

    private static Path directory;
    private static TransformerModel model;

    @BeforeContainer
    static void load() throws IOException {
        directory = Files.createTempDirectory("model");
        model = SubjectModels.load(TinyGpt2.write(directory));
    }

    @AfterContainer
    static void close() throws IOException {
        model.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 100)
    void anotherTokenChangesNoEarlierActivation(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = TinyGpt2.CONTEXT) int tokens,
            @ForAll @IntRange(max = TinyGpt2.CONTEXT - 1) int place,
            @ForAll @IntRange(min = 1, max = 200) int shift) {
        // Given
        int[][] before = TinyGpt2.excerpts(1, tokens, seed);
        int changed = place % tokens;
        int[][] after = {before[0].clone()};
        after[0][changed] = (after[0][changed] + shift) % TokenizerJson.size();

        // When
        Activations original = Activations.of(model, before);
        Activations altered = Activations.of(model, after);

        // Then
        int earlier = changed * TinyGpt2.NEURONS;
        for (int layer = 0; layer < TinyGpt2.LAYERS; layer++) {
            assertThat(Arrays.copyOf(altered.layer(layer), earlier))
                    .containsExactly(Arrays.copyOf(original.layer(layer), earlier), within(1e-6f));
            assertThat(altered.layer(layer)).isNotEqualTo(original.layer(layer));
        }
    }
}
