package dev.ganglion.subject.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StableHashTest {

    @Test
    void mixingIsSplitMix64() {
        // Given the state after one step from seed 0, as in the algorithm's reference implementation
        long state = 0x9e3779b97f4a7c15L;

        // When
        long output = StableHash.mix(state);

        // Then
        assertThat(output).isEqualTo(0xe220a8397b1dcdafL);
    }

    @Test
    void itNeverChanges() {
        assertThat(StableHash.of(0, "sample", 1)).isEqualTo(-6751319189263490411L);
        assertThat(StableHash.of(7, "random", -1)).isEqualTo(2792307510711637540L);
    }

    @Test
    void seedAndPurposeGiveOtherOrders() {
        assertThat(LongStream.of(StableHash.of(0, "a", 5), StableHash.of(1, "a", 5), StableHash.of(0, "b", 5))
                        .distinct())
                .hasSize(3);
    }

    @Test
    void neighboursAreSpreadEvenly() {
        // Given
        int[] counts = new int[16];

        // When
        for (int i = 0; i < 160_000; i++) {
            counts[(int) (StableHash.of(0, "sample", i) >>> 60)]++;
        }

        // Then
        assertThat(Arrays.stream(counts)).allMatch(count -> count > 9_500 && count < 10_500);
    }
}
