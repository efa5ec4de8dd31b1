package dev.ganglion.subject.collation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HalfRowsTest {

    private static final int TOKENS = 16;

    @Property(tries = 200)
    void aValueHasElevenBitsWhateverItsSize(@ForAll long seed, @ForAll @IntRange(min = -30, max = 60) int size) {
        // Given
        float[] values = values(new Random(seed), size);
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        HalfRows rows = new HalfRows(10_000, TOKENS);

        // When
        rows.put(9_999, values);

        // Then
        float[] read = rows.get(9_999);
        for (int i = 0; i < TOKENS; i++) {
            double allowed = Math.abs(values[i]) * 0x1p-11;
            assertThat(Math.abs((double) read[i] - values[i]))
                    .isLessThanOrEqualTo(Math.max(allowed, largest * 0x1p-28));
            for (int j = 0; j < i; j++) {
                assertThat(values[j] <= values[i] ? read[j] <= read[i] : read[j] >= read[i])
                        .as("rounding keeps order")
                        .isTrue();
            }
        }
    }

    private static float[] values(Random random, int size) {
        float[] values = new float[TOKENS];
        for (int i = 0; i < TOKENS; i++) {
            values[i] = (float) (random.nextGaussian() * Math.scalb(1.0, size - random.nextInt(12)));
        }
        return values;
    }

    @Test
    void halvesAreRoundedToTheEvenOne() {
        // Given: 2049 and 2051 are each halfway between two numbers of eleven bits
        HalfRows rows = new HalfRows(1, 6);

        // When
        rows.put(0, new float[] {2049, 2051, -2049, 2049.001f, 0, -0f});

        // Then
        assertThat(rows.get(0)).containsExactly(2048, 2052, -2048, 2050, 0, 0);
    }

    @Test
    void aRowOfZerosIsOne() {
        // Given
        HalfRows rows = new HalfRows(2, 3);
        rows.put(1, new float[] {1, 2, 3});

        // When
        rows.put(1, new float[3]);

        // Then
        assertThat(rows.get(1)).containsOnly(0);
        assertThat(rows.get(0)).containsOnly(0);
    }
}
