package dev.ganglion.subject.weights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganglion.subject.fixture.NumberFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class FloatFormatTest {

    private static final int ALL = 1 << 16;

    @Test
    void everyHalfPrecisionNumberIsExact() {
        // When
        float[] decoded = decodeAll(FloatFormat.F16);

        // Then
        assertThat(decoded).isEqualTo(expected(5, 10));
    }

    @Test
    void everyBrainFloatIsExact() {
        // When
        float[] decoded = decodeAll(FloatFormat.BF16);

        // Then
        assertThat(decoded).isEqualTo(expected(8, 7));
    }

    @Test
    void decodesFromWhereTheBufferIs() {
        // Given
        float[] to = new float[4];
        ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putFloat(1.5f).putFloat(-2).flip();

        // When
        FloatFormat.F32.decode(bytes, FloatBuffer.wrap(to, 1, 3));

        // Then
        assertThat(to).containsExactly(0, 1.5f, -2, 0);
    }

    private static float[] expected(int exponentBits, int fractionBits) {
        float[] expected = new float[ALL];
        for (int bits = 0; bits < ALL; bits++) {
            expected[bits] = (float) NumberFormat.decode(bits, exponentBits, fractionBits);
        }
        return expected;
    }

    private static float[] decodeAll(FloatFormat format) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * ALL).order(ByteOrder.LITTLE_ENDIAN);
        for (int bits = 0; bits < ALL; bits++) {
            bytes.putShort((short) bits);
        }
        float[] decoded = new float[ALL];
        format.decode(bytes.flip(), FloatBuffer.wrap(decoded));
        return decoded;
    }
}
