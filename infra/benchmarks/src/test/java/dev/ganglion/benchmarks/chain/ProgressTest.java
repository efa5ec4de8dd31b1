package dev.ganglion.benchmarks.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.benchmarks.surroundings.BenchmarkException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<String> said = new ArrayList<>();
    private final Progress progress = new Progress("stored", 1000, said::add, START);

    @Test
    void itSaysHowFarHowFastAndHowLong() {
        // When
        progress.at(100, "; more", START.plusSeconds(10));

        // Then
        assertThat(said).containsExactly("  stored 100 of 1,000, 10/s, 90 s left; more");
    }

    @Test
    void itDoesNotSaySoAtEveryStep() {
        // When
        progress.at(10, "", START.plusSeconds(1));
        progress.at(60, "", START.plusSeconds(6));
        progress.at(70, "", START.plusSeconds(7));

        // Then
        assertThat(said).hasSize(1);
    }

    @Test
    void aStandstillIsAnError() {
        // Given
        progress.at(5, "", START.plusSeconds(1));

        // When, Then
        assertThatThrownBy(() -> progress.at(5, "", START.plusSeconds(120)))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageContaining("stands still at 5 of 1,000");
    }
}
