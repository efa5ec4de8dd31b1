package dev.ganglion.interchange.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LayoutTest {

    @Test
    void anAzurePathIsAWebAddress() {
        assertThat(Layout.webAddress("az://openaipublic/neuron-explainer"))
                .isEqualTo("https://openaipublic.blob.core.windows.net/neuron-explainer");
        assertThat(Layout.webAddress("https://example.org/x")).isEqualTo("https://example.org/x");
    }

    @Test
    void boundariesThatAreActivationsAreNotTakenForQuantiles() {
        assertThat(QuantileBins.ranges(2, List.of(-0.17, 0.3, 2.5))).isEmpty();
        assertThat(QuantileBins.ranges(4, List.of(-0.17, 0.1, 0.3, 0.8, 2.5)))
                .isEqualTo(Optional.of(List.of("0-0.5", "0.5-0.9", "0.9-0.99", "0.99-0.999")));
        assertThat(QuantileBins.ranges(2, List.of(0.0, 0.5, 1.0))).isEqualTo(Optional.of(List.of("0-0.5", "0.5-1")));
    }

    @Test
    void binsThatAreEmptyHaveBoundariesToo() {
        assertThat(QuantileBins.boundaries(List.of("0.5-0.9", "0.99-0.999")))
                .containsExactly(0.0, 0.5, 0.9, 0.99, 0.999);
        assertThat(QuantileBins.boundaries(List.of("quantile-1"))).isEmpty();
    }
}
