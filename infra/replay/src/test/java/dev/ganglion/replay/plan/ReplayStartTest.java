package dev.ganglion.replay.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayStartTest {

    @Test
    void aStartIsTheEarliestATimeOrOffsets() {
        assertThat(ReplayStart.parse("earliest")).isEqualTo(new ReplayStart.Earliest());
        assertThat(ReplayStart.parse("2026-11-23T13:00:00+01:00"))
                .isEqualTo(new ReplayStart.Since(Instant.parse("2026-11-23T12:00:00Z")));
        assertThat(ReplayStart.parse("0:12,3:400")).isEqualTo(new ReplayStart.Offsets(Map.of(0, 12L, 3, 400L)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "latest", "yesterday", "2026-11-23", "2026-11-23T12:00:00", "0:-1", "-1:0", "0"})
    void whatIsNoStartIsSaidInOneSentence(String text) {
        assertThatThrownBy(() -> ReplayStart.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--from: \"" + text + "\" is no start");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0:1,", "0:1,two:3", "0:1,0:2", "0:1,9999999999:1", "0:1,1:9999999999999999999"})
    void offsetsThatAreNoneAreNotLeftOut(String text) {
        assertThatThrownBy(() -> ReplayStart.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--from: ");
    }
}
