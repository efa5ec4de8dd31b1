package dev.ganglion.scorer.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.events.ConfidenceInterval;
import dev.ganglion.scorer.viewer.ScoreAxis.Baseline;
import dev.ganglion.scorer.viewer.ScoreAxis.Mark;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreAxisTest {

    @Test
    void placesArePartsOfTheLineFromZeroToOne() {
        // When
        ScoreAxis axis =
                ScoreAxis.of(0.86, ConfidenceInterval.of(0.8, 0.91), List.of(new Baseline(0.62, "token table")));

        // Then
        assertThat(axis.from()).isEqualTo("0");
        assertThat(axis.at()).isEqualTo(86);
        assertThat(axis.interval()).isEqualTo(new ScoreAxis.Band(80, 11));
        assertThat(axis.marks()).containsExactly(new Mark(62, "token table 0.62", 0, "start"));
        assertThat(axis.rows()).isEqualTo(1);
        assertThat(axis.label()).isEqualTo("score 0.86, 95 % interval 0.80 to 0.91; token table 0.62");
    }

    @Test
    void somethingBelowZeroMakesRoomForAllThatMayBeThere() {
        // When
        ScoreAxis axis = ScoreAxis.of(0.5, ConfidenceInterval.of(-0.5, 0.9), List.of());

        // Then
        assertThat(axis.from()).isEqualTo("−1");
        assertThat(axis.at()).isEqualTo(75);
        assertThat(axis.interval()).isEqualTo(new ScoreAxis.Band(25, 70));
    }

    @Test
    void namesThatWouldLieOnEachOtherGoBelow() {
        // When
        ScoreAxis axis = ScoreAxis.of(
                0.9, null, List.of(new Baseline(0.92, "c"), new Baseline(0.1, "a"), new Baseline(0.15, "b")));

        // Then
        assertThat(axis.interval()).isNull();
        assertThat(axis.marks()).extracting(Mark::row).containsExactly(0, 1, 0);
        assertThat(axis.rows()).isEqualTo(2);
        assertThat(axis.marks()).extracting(Mark::anchor).containsExactly("start", "start", "end");
    }

    @Test
    void anIntervalWithoutEndsIsNoBand() {
        assertThat(ScoreAxis.of(0.9, ConfidenceInterval.undefined("too few"), List.of())
                        .interval())
                .isNull();
    }
}
