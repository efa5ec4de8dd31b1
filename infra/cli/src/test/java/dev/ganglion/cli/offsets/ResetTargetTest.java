package dev.ganglion.cli.offsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganglion.cli.offsets.ResetTarget.Earliest;
import dev.ganglion.cli.offsets.ResetTarget.Explicit;
import dev.ganglion.cli.offsets.ResetTarget.Latest;
import dev.ganglion.cli.offsets.ResetTarget.Since;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResetTargetTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private static ResetTarget parse(String text) {
        return ResetTarget.parse(text, moment -> moment.equals("noon") ? Optional.of(NOON) : Optional.empty());
    }

    @Test
    void whereIsTheBeginningTheEndATimeOrOffsets() {
        assertThat(parse("earliest")).isEqualTo(new Earliest());
        assertThat(parse("latest")).isEqualTo(new Latest());
        assertThat(parse("noon")).isEqualTo(new Since(NOON));
        assertThat(parse("0:12,3:99")).isEqualTo(new Explicit(Map.of(0, 12L, 3, 99L)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "end", "0", "0:", ":5", "0:-1", "0:1,", "0:1 1:2", "1:1:1", "99999999999:1"})
    void anythingElseIsRefusedInOneSentence(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"" + text + "\" is no place on a topic: ");
    }

    @Test
    void aPartitionThatIsNamedTwiceIsRefused() {
        assertThatThrownBy(() -> parse("0:1,0:2")).hasMessage("partition 0 is named twice");
    }
}
