package dev.ganglion.subject.collation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LowestKeysTest {

    @Property
    void theyAreTheFirstInOrderWhateverTheOrderOfArrival(
            @ForAll @Size(max = 300) Set<Long> keys, @ForAll @IntRange(max = 40) int limit) {
        // Given
        LowestKeys lowest = new LowestKeys(limit);
        lowest.add(Long.MIN_VALUE);
        lowest.clear();

        // When
        keys.stream().filter(key -> key < Long.MAX_VALUE).forEach(lowest::add);

        // Then
        long[] expected = keys.stream()
                .filter(key -> key < Long.MAX_VALUE)
                .sorted()
                .limit(limit)
                .mapToLong(key -> key)
                .toArray();
        assertThat(lowest.sorted()).isEqualTo(expected);
        assertThat(Arrays.equals(lowest.sorted(), expected)).as("and again").isTrue();
    }
}
