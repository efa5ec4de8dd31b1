package dev.ganglion.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PhasesTest {

    private final AtomicLong clock = new AtomicLong();

    @Test
    void phasesFollowOneAnotherWithoutOverlap() {
        // Given
        Phases phases = new Phases(clock::get);

        // When
        clock.set(1_500_000_000L);
        phases.end("start");
        clock.set(4_000_000_000L);
        phases.end("record");

        // Then
        assertThat(phases.seconds()).containsExactly(Map.entry("start", 1.5), Map.entry("record", 2.5));
    }

    @Test
    void aPhaseThatEndedStaysAsItIs() {
        // Given
        Phases phases = new Phases(clock::get);
        clock.set(1_000_000_000L);
        phases.end("start");

        // When
        clock.set(9_000_000_000L);
        phases.end("start");

        // Then
        assertThat(phases.seconds()).containsEntry("start", 1.0);
    }
}
