package dev.ganglion.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplayTextTest {

    private static ReplayPlan plan(ReplayPlan.Estimate estimate) {
        return new ReplayPlan(
                "explainer",
                "neuron-activations",
                "terse@1a2b3c4d",
                3072,
                1024L,
                Map.of("0", 0L),
                Map.of("0", 3072L),
                estimate);
    }

    @Test
    void aPlanSaysHowManyNeuronsAndWhatTheyCostDownstreamToo() {
        // When
        String text = ReplayText.plan(
                plan(new ReplayPlan.Estimate(1024, 1024, 1_234_567, 61_440, 0.25)),
                List.of(
                        new Downstream("json@0a0b0c0d", true, 0.0021, 2.05),
                        new Downstream("detection@0a0b0c0d", true, null, null)));

        // Then
        assertThat(text.lines())
                .containsExactly(
                        "explainer terse@1a2b3c4d: 3,072 records of neuron-activations, of 1,024 neurons",
                        "  1,024 calls about 1,024 of them, 1,234,567 tokens sent, at most 61,440 received: at most $0.25",
                        "  what the ledger has an answer to already costs nothing",
                        "then simulator json@0a0b0c0d: $0.0021 for an explanation so far, about $2.05 for one of each"
                                + " neuron",
                        "then simulator detection@0a0b0c0d: asks a language model; it has simulated nothing yet, so what"
                                + " it will cost is unknown");
    }

    @Test
    void aPlanWithoutAPriceOrAModelSaysSo() {
        assertThat(ReplayText.plan(plan(new ReplayPlan.Estimate(1, 1, 1, 1, null)), List.of()))
                .contains("unknown: no price", "no running simulator takes these explanations");
        assertThat(ReplayText.plan(plan(null), List.of())).contains("asks no language model");
    }

    @Test
    void aReplayThatEndedBeforeItWasLookedAtHasDoneAll() {
        // When
        String text = ReplayText.outcome(plan(null), new ReplayRun.Outcome("replay.x", 0, null, null, 2.4), null);

        // Then
        assertThat(text).isEqualTo("replay.x: 3,072 of 3,072 records in 2 s.");
    }

    @Test
    void whatAReplayPutAsideIsSaid() throws Exception {
        // Given
        ReplayRun.Outcome outcome = new ReplayRun.Outcome("replay.x", 0, null, 0.5, 2.4);

        // When, Then
        assertThat(ReplayText.outcome(plan(null), outcome, 2).lines())
                .containsExactly(
                        "replay.x: 3,072 of 3,072 records in 2 s; the recipe has spent $0.50 in all.",
                        "2 records were put aside: infra/ganglion dead-letters list");
        assertThat(ReplayText.outcome(plan(null), outcome, 0)).endsWith("in all.");
        assertThat(ReplayText.outcomeJson(plan(null), outcome, 2)).contains("\"deadLetters\":2");
    }
}
