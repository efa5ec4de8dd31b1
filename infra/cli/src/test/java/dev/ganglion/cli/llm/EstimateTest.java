package dev.ganglion.cli.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.ganglion.cli.llm.PromptPreview.Request;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EstimateTest {

    private static PromptPreview preview(int calls, Double dollars) {
        Request request = new Request("completions", NullNode.getInstance(), 100, 10, null);
        return new PromptPreview(
                "terse@12345678", "m", Collections.nCopies(calls, request), calls * 100L, calls * 10L, dollars);
    }

    @Test
    void aFewNeuronsAreScaledUpToAll() {
        // When
        Estimate estimate = Estimate.of(List.of(preview(10, 0.01), preview(9, 0.02), preview(10, 0.03)), 50);

        // Then
        assertThat(estimate.calls()).isEqualTo(484);
        assertThat(estimate.promptTokens()).isEqualTo(48_334);
        assertThat(estimate.maxTokens()).isEqualTo(4_834);
        assertThat(estimate.dollars()).isCloseTo(1.0, within(1e-9));
    }

    @Test
    void withoutAPriceThereIsNoAmount() {
        // When
        Estimate estimate = Estimate.of(List.of(preview(1, 0.01), preview(1, null)), 50);

        // Then
        assertThat(estimate.dollars()).isNull();
        assertThat(estimate.text()).contains("unknown: no price");
    }
}
