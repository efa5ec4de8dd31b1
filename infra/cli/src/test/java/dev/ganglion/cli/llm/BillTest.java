package dev.ganglion.cli.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BillTest {

    private static Bill bill(Double perNeuron, Long remaining) {
        return new Bill(
                new LlmApi.Cost(
                        "terse@12345678",
                        "explainer",
                        "m",
                        2.0,
                        0.5,
                        0.0,
                        0.0,
                        50,
                        48,
                        2,
                        0,
                        0,
                        1,
                        2,
                        48,
                        perNeuron,
                        1.0,
                        2.0),
                remaining);
    }

    @Test
    void theRestCostsWhatTheNeuronsSoFarCost() {
        assertThat(bill(0.0025, 1000L).toCome()).isCloseTo(2.5, within(1e-9));
    }

    @Test
    void nothingLeftCostsNothing() {
        assertThat(bill(null, 0L).toCome()).isZero();
    }

    @Test
    void withoutAPriceOrWithoutAnAnswerOfTheBrokerTheRestIsUnknown() {
        assertThat(bill(null, 10L).toCome()).isNull();
        assertThat(bill(0.0025, null).toCome()).isNull();
    }

    @Test
    void asJsonItIsTheLedgersRowAndTheRest() {
        assertThat(bill(0.0025, 1000L).fields())
                .containsEntry("recipe", "terse@12345678")
                .containsEntry("spent", 0.5)
                .containsEntry("remaining", 1000L)
                .containsEntry("dollarsToCome", 2.5);
    }
}
