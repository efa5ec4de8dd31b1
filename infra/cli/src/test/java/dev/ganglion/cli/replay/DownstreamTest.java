package dev.ganglion.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.cli.llm.LlmApi;
import java.util.List;
import org.junit.jupiter.api.Test;

class DownstreamTest {

    private static final String EXPLAINER = "terse@1a2b3c4d";

    private static LlmApi.Cost cost(String recipe, Double perNeuron) {
        return new LlmApi.Cost(
                recipe, "simulator", "m", null, 1.0, 0.0, 0.0, 10, 10, 0, 0, 0, 1, 1, 10, perNeuron, null, null);
    }

    @Test
    void aSimulatorTakesWordsUnlessItLooksTokensUp() {
        assertThat(Downstream.takes("method: json", EXPLAINER, true)).isTrue();
        assertThat(Downstream.takes("method: json", EXPLAINER, false)).isFalse();
        assertThat(Downstream.takes("method: token-lookup", EXPLAINER, true)).isFalse();
        assertThat(Downstream.takes("method: token-lookup", EXPLAINER, false)).isTrue();
    }

    @Test
    void theKindsAndExplainersThatARecipeNamesDecide() {
        assertThat(Downstream.takes("method: json\nkinds: [token-table, words]", EXPLAINER, false))
                .isTrue();
        assertThat(Downstream.takes("method: json\nexplainers: [terse]", EXPLAINER, true))
                .isTrue();
        assertThat(Downstream.takes("method: json\nexplainers: [terse@1a2b3c4d]", EXPLAINER, true))
                .isTrue();
        assertThat(Downstream.takes("method: json\nexplainers: [other]", EXPLAINER, true))
                .isFalse();
    }

    @Test
    void itCostsWhatAnExplanationHasCostSoFar() {
        // When
        Downstream downstream = Downstream.of("json@0a", true, List.of(cost("x@1b", 9.0), cost("json@0a", 0.002)), 500);

        // Then
        assertThat(downstream.dollarsPerExplanation()).isEqualTo(0.002);
        assertThat(downstream.dollars()).isEqualTo(1.0);
    }

    @Test
    void withoutALedgerTheCostIsUnknownAndWithoutAModelNothing() {
        assertThat(Downstream.of("json@0a", true, List.of(cost("json@0a", null)), 500)
                        .dollars())
                .isNull();
        assertThat(Downstream.of("token-lookup@0a", false, List.of(), 500).dollars())
                .isZero();
    }
}
