package dev.ganglion.events.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes looked at as one number, the first of them lowest. (Bit tricks: Henry S. Warren, Hacker's Delight, 6-1.) */
final class EightBytes {

    /** Times a byte: that byte eight times. */
    static final long EACH = 0x0101010101010101L;

    static final long HIGHEST_BITS = 0x80L * EACH;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private EightBytes() {}

    static long at(byte[] bytes, int index) {
        return (long) LONGS.get(bytes, index);
    }

    /** The highest bits of all bytes that are zero, and nothing else. */
    static long zeros(long eight) {
        return ~((eight & ~HIGHEST_BITS) + ~HIGHEST_BITS | eight | ~HIGHEST_BITS);
    }

    /** In less time: among the highest bits the lowest one set is that of the first byte that is zero; the others say nothing. */
    static long firstZero(long eight) {
        return eight - EACH & ~eight;
    }
}
