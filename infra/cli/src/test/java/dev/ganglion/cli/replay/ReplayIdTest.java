package dev.ganglion.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReplayIdTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:01:33.5Z");

    @Test
    void anIdSaysWhatIsReplayedAndSinceWhen() {
        assertThat(ReplayId.of("explainer", "terse@1a2b3c4d", NOW))
                .isEqualTo("replay.explainer.terse-1a2b3c4d.20261123T120133")
                .satisfies(id -> assertThat(ReplayId.isValid(id)).isTrue());
        assertThat(ReplayId.of("scorer", null, NOW)).isEqualTo("replay.scorer.20261123T120133");
    }

    @Test
    void anIdThatCouldLeaveADirectoryIsNone() {
        assertThat(ReplayId.isValid("../x")).isFalse();
        assertThat(ReplayId.isValid("a/b")).isFalse();
        assertThat(ReplayId.isValid("")).isFalse();
        assertThat(ReplayId.isValid("x".repeat(201))).isFalse();
    }
}
