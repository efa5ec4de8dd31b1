package dev.ganglion.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChosenKeysTest {

    @TempDir
    private Path directory;

    @Test
    void withoutAChoiceEveryNeuronIsChosen() {
        assertThat(ChosenKeys.of("EXPLAINER_NEURONS", List.of())).accepts("demo/1-mlp/8");
    }

    @Test
    void onlyTheKeysThatAreNamedAreChosen() {
        // When
        ChosenKeys keys = ChosenKeys.of("EXPLAINER_NEURONS", List.of("demo/1-mlp/8", " demo/2-mlp/9"));

        // Then
        assertThat(keys).accepts("demo/1-mlp/8", "demo/2-mlp/9").rejects("demo/1-mlp/9");
    }

    @Test
    void aFileHasAKeyOnEachLine() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("neurons"), "demo/1-mlp/8\n\ndemo/2-mlp/9\n");

        // When
        ChosenKeys keys = ChosenKeys.of("EXPLAINER_NEURONS", List.of("@" + file));

        // Then
        assertThat(keys).accepts("demo/1-mlp/8", "demo/2-mlp/9").rejects("demo/1-mlp/9");
    }

    @Test
    void whatIsNoKeyIsRefusedWithOneSentence() {
        assertThatThrownBy(() -> ChosenKeys.of("EXPLAINER_NEURONS", List.of("demo/1-mlp/8", "892")))
                .hasMessage("EXPLAINER_NEURONS: \"892\" is not a neuron: write model/layer-site/index, for example"
                        + " gpt2-xl/31-mlp/892");
    }

    @Test
    void anEmptyFileIsRefusedRatherThanTakenForEveryNeuron() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("neurons"), "\n");

        // Then
        assertThatThrownBy(() -> ChosenKeys.of("EXPLAINER_NEURONS", List.of("@" + file)))
                .hasMessage("EXPLAINER_NEURONS: the file has no neuron");
    }

    @Test
    void aMissingFileIsRefusedWithOneSentence() {
        // Given
        Path file = directory.resolve("missing");

        // Then
        assertThatThrownBy(() -> ChosenKeys.of("EXPLAINER_NEURONS", List.of("@" + file)))
                .hasMessage("EXPLAINER_NEURONS: " + file + " cannot be read");
    }
}
