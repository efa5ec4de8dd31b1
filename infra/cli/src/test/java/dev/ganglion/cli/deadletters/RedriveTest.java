package dev.ganglion.cli.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RedriveTest {

    private static final String REPLAY = "replay.explainer.terse-1a2b3c4d.20261123T120133";

    private static DeadLetter letter(long offset, String state, String group, DeadLetter.Place from) {
        return new DeadLetter(
                "explainer-service.dlq", 0, offset, "k", "r", null, group, null, 1, null, state, from, 0, null);
    }

    private static DeadLetter tried(long offset, String state) {
        return letter(offset, state, "explainer.terse@1a2b3c4d", record(offset));
    }

    /** Of the record that the dead letter with this offset is of: each names where the record was read first. */
    private static DeadLetter later(long offset, String group, long of) {
        return letter(offset, "open", group, record(of));
    }

    private static DeadLetter.Place record(long of) {
        return new DeadLetter.Place("neuron-activations", 0, 100 + of);
    }

    @Test
    void whatIsRedrivenAndDidNotFailAgainHasPassed() {
        // Given
        List<DeadLetter> tried = List.of(tried(1, "redriven"), tried(2, "redriven"), tried(3, "open"));

        // When, Then
        assertThat(Redrive.passed(tried, List.of(tried(3, "open")), REPLAY)).isEqualTo(2);
        assertThat(Redrive.passed(tried, List.of(later(4, REPLAY, 2)), REPLAY)).isEqualTo(1);
        DeadLetter ofTheDeadLetter = letter(4, "open", REPLAY, new DeadLetter.Place("explainer-service.dlq", 0, 2L));
        assertThat(Redrive.passed(tried, List.of(ofTheDeadLetter), REPLAY)).isEqualTo(1);
    }

    @Test
    void whatFailedInAnEarlierRedriveDoesNotCount() {
        // Given
        List<DeadLetter> tried = List.of(tried(1, "redriven"));

        // When, Then
        assertThat(Redrive.passed(tried, List.of(later(4, "replay.earlier", 1)), REPLAY))
                .isEqualTo(1);
    }
}
