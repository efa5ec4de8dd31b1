package dev.ganglion.cli.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.cli.results.Results.Counts;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountsTest {

    private static final Instant MOMENT = Instant.parse("2026-01-02T03:04:05.500Z");

    @ParameterizedTest
    @CsvSource({
        ", true",
        "2026-01-02T03:04:05.499Z, false",
        "2026-01-02T03:04:05.500Z, true",
        "2026-01-02T03:04:06Z, true",
    })
    void whatWasCountedBeforeAMomentDoesNotKnowIt(String at, boolean knows) {
        assertThat(counts(at).knows(MOMENT)).isEqualTo(knows);
    }

    @ParameterizedTest
    @CsvSource({"2026-01-02T03:04:05Z", "2026-01-02T03:04:06Z"})
    void theSameNumbersOfAnotherTimeAreTheSameNumbers(String at) {
        assertThat(counts(at).withoutTime()).isEqualTo(counts(null));
    }

    private static Counts counts(String at) {
        return new Counts(6, 6, 6, 6, 6, 5, Map.of("never fires", 1L), 0.5, 0, 0, at);
    }
}
