package dev.ganglion.subject.weights;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The number formats of safetensors that are read, each turned into float32. Constants are named as in the file. */
enum FloatFormat {
    F32(4) {
        @Override
        void decode(ByteBuffer bytes, FloatBuffer to) {
            to.put(bytes.asFloatBuffer());
        }
    },
    F16(2) {
        @Override
        void decode(ByteBuffer bytes, FloatBuffer to) {
            ShortBuffer halves = bytes.asShortBuffer();
            while (halves.hasRemaining()) {
                to.put(fromHalf(halves.get()));
            }
        }
    },
    BF16(2) {
        @Override
        void decode(ByteBuffer bytes, FloatBuffer to) {
            ShortBuffer upperHalves = bytes.asShortBuffer();
            while (upperHalves.hasRemaining()) {
                to.put(Float.intBitsToFloat(upperHalves.get() << 16));
            }
        }
    };

    private static final int HALF_BIAS_TO_FLOAT_BIAS = 127 - 15;
    private static final float SMALLEST_HALF = 0x1p-24f;

    private final int bytes;

    FloatFormat(int bytes) {
        this.bytes = bytes;
    }

    /** The format a file names, if it is one of these. */
    static Optional<FloatFormat> named(String dtype) {
        return Arrays.stream(values())
                .filter(format -> format.name().equals(dtype))
                .findFirst();
    }

    int bytes() {
        return bytes;
    }

    /**
     * Decodes all that remains.
     *
     * @param bytes whole numbers of this format, little-endian
     * @param to has room for as many
     */
    abstract void decode(ByteBuffer bytes, FloatBuffer to);

    /** IEEE 754 binary16 to binary32, exact for every value. */
    static float fromHalf(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = half >>> 10 & 0x1f;
        int fraction = half & 0x3ff;
        if (exponent == 0) {
            float magnitude = fraction * SMALLEST_HALF;
            return sign == 0 ? magnitude : -magnitude;
        }
        int wideExponent = exponent == 0x1f ? 0xff : exponent + HALF_BIAS_TO_FLOAT_BIAS;
        return Float.intBitsToFloat(sign | wideExponent << 23 | fraction << 13);
    }
}
