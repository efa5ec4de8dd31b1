package dev.ganglion.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class LayersOptionTest {

    private final LayersOption option = new LayersOption();

    @Test
    void rangesAndSingleLayersAreReadAscendingAndOnce() {
        // When
        LayersOption.Layers layers = option.convert("7,0-3, 2");

        // Then
        assertThat(layers.indexes()).containsExactly(0, 1, 2, 3, 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "3-1", "-1", "1,,2", "1-", "99999", "0-1000"})
    void whatIsNoLayerIsRefusedWithOneSentence(String text) {
        // When, Then
        assertThatThrownBy(() -> option.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageNotContaining("\n");
    }
}
