package dev.ganglion.llm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-05T10:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "20 | 20000",
                "0.5 | 500",
                "0 | 0",
                "99999 | 600000",
                "1e300 | 600000",
                "Mon, 05 Jan 2026 10:00:30 GMT | 30000",
                "Mon, 05 Jan 2026 09:00:00 GMT | 0",
                "Mon, 05 Jan 2026 23:00:00 GMT | 600000"
            })
    void secondsAndDatesAreRead(String value, long millis) {
        assertThat(RetryAfter.of(Map.of("retry-after", value), CLOCK)).hasMillis(millis);
    }

    @Test
    void millisecondsWinOverSeconds() {
        assertThat(RetryAfter.of(Map.of("retry-after", "20", "retry-after-ms", "1500"), CLOCK))
                .isEqualTo(Duration.ofMillis(1500));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"Mon, 05 Jan 2026 11:00:00 GMT", "Mon, 05 Jan 2026 09:00:00 GMT", "Mon, 05 Jan 2026 10:00:00 GMT"})
    void aDateIsReadByTheClockOfTheServerThatSaysIt(String now) {
        // Given
        String until = now.replace("00:00 GMT", "00:07 GMT");

        // When // Then
        assertThat(RetryAfter.of(Map.of("retry-after", until, "date", now), CLOCK))
                .hasSeconds(7);
    }

    @ParameterizedTest
    @CsvSource({"soon", "-1", "NaN", "''"})
    void whatCannotBeReadSaysNothing(String value) {
        assertThat(RetryAfter.of(Map.of("retry-after", value), CLOCK)).isNull();
    }
}
