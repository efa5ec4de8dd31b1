package dev.ganglion.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The short cut of the fault suite. */
class ShortFaultsIT {

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    @Test
    void poisonKillsARestartedBrokerAndARebalanceLoseNothingAndDoubleNothing() throws Exception {
        // Given
        Fault fault = new ShortCut();

        // When
        Outcome outcome;
        try (Chain chain = fault.chain(directory)) {
            outcome = FaultRun.of(fault, chain, fault.times(), 17);
        }

        // Then
        assertThat(outcome.problems()).as("logs are in %s", directory).isEmpty();
        assertThat(outcome.scores()).isEqualTo(outcome.neurons()).isPositive();
    }
}
