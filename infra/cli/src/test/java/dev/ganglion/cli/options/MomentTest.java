package dev.ganglion.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "90s, 2026-11-23T11:58:30Z",
        "30m, 2026-11-23T11:30:00Z",
        "2h, 2026-11-23T10:00:00Z",
        "3d, 2026-11-20T12:00:00Z"
    })
    void aLengthOfTimeIsCountedBackFromNow(String text, Instant expected) {
        assertThat(Moment.read(text, NOW)).hasValue(expected);
    }

    @Test
    void aTimeWithAnOffsetIsThatInstant() {
        assertThat(Moment.read("2026-11-23T12:00:00+02:00", NOW)).hasValue(Instant.parse("2026-11-23T10:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "h", "yesterday", "-2h", "2026-11-23", "12:00", "99999999d"})
    void anythingElseIsNoPointInTime(String text) {
        assertThat(Moment.read(text, NOW)).isEmpty();
    }
}
