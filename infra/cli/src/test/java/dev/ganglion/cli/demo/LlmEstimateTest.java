package dev.ganglion.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.cli.llm.Estimate;
import org.junit.jupiter.api.Test;

class LlmEstimateTest {

    @Test
    void theModelWithoutAPriceIsNamedAndNotTheOtherRecipesOne() {
        // Given
        LlmEstimate estimate = new LlmEstimate(asking("gpt-4o-mini", 0.01), asking("llama", null));

        // Then
        assertThat(estimate.dollars()).isNull();
        assertThat(estimate.unpriced()).containsExactly("llama");
    }

    @Test
    void aModelThatBothRecipesAskIsNamedOnce() {
        assertThat(new LlmEstimate(asking("llama", null), asking("llama", null)).unpriced())
                .containsExactly("llama");
    }

    private static Estimate asking(String model, Double dollars) {
        return new Estimate("terse@1a2b3c4d", model, 20, 40_000, 2_000, dollars);
    }
}
