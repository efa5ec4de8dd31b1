package dev.ganglion.replay.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class ReplayPropertiesTest {

    @Property(tries = 200)
    void whatRemainsIsEveryOffsetWithinThatIsNotBehindTheGroupNorGone(
            @ForAll @LongRange(min = 0, max = 50) long from,
            @ForAll @LongRange(min = 0, max = 50) long length,
            @ForAll @LongRange(min = 0, max = 120) long committed,
            @ForAll @LongRange(min = 0, max = 120) long logStart) {
        // Given
        Bounds bounds = new Bounds(Map.of(3, from), Map.of(3, from + length));

        // When
        long remaining = bounds.remaining(Map.of(3, committed), Map.of(3, logStart));

        // Then
        assertThat(remaining)
                .isEqualTo(LongStream.range(0, 130)
                        .filter(offset -> bounds.contains(3, offset) && offset >= committed && offset >= logStart)
                        .count());
        assertThat(bounds.records()).isEqualTo(length);
        assertThat(bounds.contains(2, from)).isFalse();
    }

    @Property(tries = 100)
    void aLargerSampleHoldsTheSmallerOneInAnyOrderOfTheKeys(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int size) {
        // Given
        List<String> keys =
                IntStream.range(0, 40).mapToObj(i -> "demo/0-mlp/" + i).toList();
        List<String> reversed =
                IntStream.range(0, 40).mapToObj(i -> keys.get(39 - i)).toList();

        // When
        List<String> sample = NeuronSample.of(keys, size, seed);

        // Then
        assertThat(sample).hasSize(size).doesNotHaveDuplicates().isSubsetOf(keys);
        assertThat(NeuronSample.of(reversed, size, seed)).isEqualTo(sample);
        assertThat(NeuronSample.of(keys, 100, seed)).hasSize(40).startsWith(sample.toArray(String[]::new));
    }

    @Property(tries = 200)
    void aRangeOfLayersHasBothItsEnds(
            @ForAll @IntRange(max = 20) int first,
            @ForAll @IntRange(max = 20) int more,
            @ForAll @IntRange(max = 60) int layer) {
        // Given
        Layers layers = Layers.parse(first + "-" + (first + more) + ", 50");

        // Then
        assertThat(layers.test(layer)).isEqualTo(layer >= first && layer <= first + more || layer == 50);
    }

    @Example
    void layersThatAreNoneAreSaid() {
        for (String text : List.of("", "a", "1-", "-1", "1,,2", "3-1", "1-2-3")) {
            assertThatThrownBy(() -> Layers.parse(text)).hasMessageStartingWith("--layers: ");
        }
    }

    @Example
    void anEndBeforeItsStartIsRefused() {
        assertThatThrownBy(() -> new Bounds(Map.of(0, 5L), Map.of(0, 4L))).hasMessageContaining("partition 0");
        assertThatThrownBy(() -> new Bounds(Map.of(0, 5L), Map.of(1, 9L))).hasMessageContaining("same partitions");
    }
}
