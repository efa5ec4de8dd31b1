package dev.ganglion.cli.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IndexRangesTest {

    @Test
    void rangesThatOverlapAreOne() {
        // When
        IndexRanges ranges = new IndexRanges(
                List.of(new IndexRanges.Range(5, 9), new IndexRanges.Range(0, 2), new IndexRanges.Range(7, 12)));

        // Then
        assertThat(ranges.indexes()).containsExactly(0, 1, 2, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(ranges.size()).isEqualTo(11);
        assertThat(ranges.contains(12)).isTrue();
        assertThat(ranges.contains(3)).isFalse();
    }
}
