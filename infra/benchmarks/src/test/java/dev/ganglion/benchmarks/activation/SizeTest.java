package dev.ganglion.benchmarks.activation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SizeTest {

    @Test
    void weightsAreAsManyAsThePublishedModelsHave() {
        assertThat(Size.GPT2_SMALL.weights()).isEqualTo(124_439_808);
        assertThat(Size.GPT2_XL.weights()).isEqualTo(1_557_611_200);
    }

    @Test
    void operationsAreTwiceTheWeightsOfTheProductsAndThoseOfAttention() {
        // Given: 7,077,888 weights in the products of a layer of GPT-2 small, a third of them in the last, which is not
        // done
        double ofWeights = 2 * (7_077_888.0 * 12 - 2_359_296) * 64;
        double ofAttention = 2 * 2 * 64 * 64 * 768.0 * 12;

        // When, then
        assertThat(Size.flops(768, 12, 64)).isEqualTo(ofWeights + ofAttention);
    }

    @Test
    void thereAreNoOthers() {
        assertThat(Size.of("gpt2-xl")).contains(Size.GPT2_XL);
        assertThat(Size.of("GPT2-XL")).isEmpty();
    }
}
