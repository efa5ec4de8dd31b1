package dev.ganglion.subject.collation;

import java.nio.ByteBuffer;

/**
 * Rows of activations in 16 bits each: float16 (IEEE 754 binary16) with a power of two for each row as its unit, so that
 * nothing is too large. A value has 11 significant bits, at most 2⁻¹¹ of itself from the truth; one below 2⁻²⁸ of its row's largest
 * is 0. Rounding keeps order: the largest of a row stays the largest.
 *
 * <p>Several threads may write different rows at once.
 */
final class HalfRows {

    private static final int CHUNK_BITS = 12;
    private static final int CHUNK = 1 << CHUNK_BITS;
    /** The largest of a row is brought to 2¹⁴ or above, and below 2¹⁵. */
    private static final int TOP_EXPONENT = 14;

    private static final int LEAST_UNIT = -100;
    private static final int INFINITE = 0x7f800000; // and above: no number
    private static final int LEAST_NORMAL = 0x38800000; // 2^-14
    private static final int BIAS = 112 << 10; // float32's exponent bias less float16's, at float16's place

    private final int tokens;
    private final short[][] halves; // [rows / CHUNK][CHUNK × tokens]
    private final byte[] units; // the power of two [rows]

    HalfRows(int rows, int tokens) {
        this.tokens = tokens;
        this.units = new byte[rows];
        this.halves = new short[(rows + CHUNK - 1) >> CHUNK_BITS][];
        for (int chunk = 0; chunk < halves.length; chunk++) {
            halves[chunk] = new short[Math.min(CHUNK, rows - (chunk << CHUNK_BITS)) * tokens];
        }
    }

    /** Bytes held for a row. */
    static long bytes(int tokens) {
        return Short.BYTES * (long) tokens + 1;
    }

    /**
     * @param values activations [tokens]
     * @return whether they are all finite; else nothing is written
     */
    boolean put(int row, float[] values) {
        int largest = 0; // as bits, which are in the order of the numbers
        for (int position = 0; position < tokens; position++) {
            largest = Math.max(largest, Float.floatToRawIntBits(values[position]) & Integer.MAX_VALUE);
        }
        if (largest >= INFINITE) {
            return false;
        }
        int unit = Math.max(LEAST_UNIT, Math.getExponent(Float.intBitsToFloat(largest)) - TOP_EXPONENT);
        float scale = Math.scalb(1f, -unit);
        units[row] = (byte) unit;
        short[] chunk = halves[row >> CHUNK_BITS];
        int start = (row & (CHUNK - 1)) * tokens;
        for (int position = 0; position < tokens; position++) {
            chunk[start + position] = half(values[position] * scale);
        }
        return true;
    }

    /** The row's activations [tokens]. */
    float[] get(int row) {
        float unit = Math.scalb(1f, units[row]);
        short[] chunk = halves[row >> CHUNK_BITS];
        int start = (row & (CHUNK - 1)) * tokens;
        float[] values = new float[tokens];
        for (int position = 0; position < tokens; position++) {
            values[position] = single(chunk[start + position]) * unit;
        }
        return values;
    }

    /** Writes the row as it is: a byte, and two for each token. */
    void write(ByteBuffer out, int row) {
        out.put(units[row]);
        int start = (row & (CHUNK - 1)) * tokens;
        for (int position = 0; position < tokens; position++) {
            out.putShort(halves[row >> CHUNK_BITS][start + position]);
        }
    }

    /** Reads a row that was written so; any bytes give finite numbers. */
    void read(Packed in, int row) {
        units[row] = in.aByte();
        int start = (row & (CHUNK - 1)) * tokens;
        for (int position = 0; position < tokens; position++) {
            halves[row >> CHUNK_BITS][start + position] = in.aShort();
        }
    }

    /** To the nearest, of two equally near ones to the even one. */
    private static short half(float value) {
        int bits = Float.floatToRawIntBits(value);
        int magnitude = bits & Integer.MAX_VALUE;
        if (magnitude < LEAST_NORMAL) {
            return 0;
        }
        int rounded = magnitude + 0xfff + ((magnitude >>> 13) & 1);
        return (short) ((bits >>> 16 & 0x8000) | ((rounded >>> 13) - BIAS));
    }

    private static float single(short half) {
        int magnitude = half & 0x7fff;
        int bits = magnitude == 0 ? 0 : (magnitude + BIAS) << 13;
        return Float.intBitsToFloat(bits | (half & 0x8000) << 16);
    }
}
