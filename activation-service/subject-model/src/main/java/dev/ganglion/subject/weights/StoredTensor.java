package dev.ganglion.subject.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** A tensor in an open safetensors file, whose numbers are read row by row, any stretch of them at a time. */
public final class StoredTensor {

    /** Bytes of a file that are decoded at once: they stay in the cache between the two passes over them. */
    private static final int BLOCK = 1 << 18;

    private final SafetensorsFile file;
    private final TensorEntry entry;
    private final FloatFormat format;

    StoredTensor(SafetensorsFile file, TensorEntry entry, FloatFormat format) {
        this.file = file;
        this.entry = entry;
        this.format = format;
    }

    /** How many numbers it has. */
    public long size() {
        return entry.bytes() / format.bytes();
    }

    /** Whether {@link #readStored} gives IEEE 754 binary16. */
    public boolean isFloat16() {
        return format == FloatFormat.F16;
    }

    /**
     * Decodes numbers to float32 until the buffer is full.
     *
     * @param from the first number's index
     * @param to for at most as many as follow it
     * @throws dev.ganglion.subject.ModelException if the file cannot be read
     */
    public void read(long from, FloatBuffer to) {
        ByteBuffer block = ByteBuffer.allocate((int) Math.min(BLOCK, (long) to.remaining() * format.bytes()))
                .order(ByteOrder.LITTLE_ENDIAN);
        long at = entry.begin() + from * format.bytes();
        while (to.hasRemaining()) {
            block.clear().limit((int) Math.min(BLOCK, (long) to.remaining() * format.bytes()));
            file.read(at, block);
            at += block.position();
            format.decode(block.flip(), to);
        }
    }

    /**
     * Fills the buffer with the bytes of numbers as they are stored, little-endian.
     *
     * @param from the first number's index
     * @param to for whole numbers, at most as many as follow it
     * @throws dev.ganglion.subject.ModelException if the file cannot be read
     */
    public void readStored(long from, ByteBuffer to) {
        file.read(entry.begin() + from * format.bytes(), to);
    }
}
