package dev.ganglion.subject.collation;

import dev.ganglion.subject.corpus.Excerpt;
import dev.ganglion.subject.corpus.ExcerptId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Bytes of which nobody vouches, read one value after another; big-endian. No list is longer than the bytes that are there. */
final class Packed {

    /** More than any vocabulary has, and any parameter of a collation is. */
    private static final int LARGEST = 1 << 22;

    private final ByteBuffer bytes;

    private Packed(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /** What is read of the bytes; refused unless that is all of them. */
    interface Reading<T> {
        T read(Packed in);
    }

    /**
     * Reads all bytes.
     *
     * @param what they should be, for the error
     * @throws IllegalArgumentException if they are not
     */
    static <T> T read(byte[] bytes, String what, Reading<T> reading) {
        Packed in = new Packed(bytes);
        T read;
        try {
            read = reading.read(in);
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("these " + bytes.length + " bytes are no " + what, e);
        }
        if (in.bytes.hasRemaining()) {
            throw new IllegalArgumentException(
                    "these " + bytes.length + " bytes are no " + what + ": " + in.bytes.remaining() + " are left over");
        }
        return read;
    }

    static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException();
        }
    }

    byte aByte() {
        return bytes.get();
    }

    short aShort() {
        return bytes.getShort();
    }

    int anInt() {
        return bytes.getInt();
    }

    long aLong() {
        return bytes.getLong();
    }

    float aFloat() {
        return bytes.getFloat();
    }

    double aDouble() {
        return bytes.getDouble();
    }

    /** An int that is a place in a list of so many. */
    int place(int size) {
        int place = bytes.getInt();
        require(place >= 0 && place < size);
        return place;
    }

    /** An int that is the id of a token, or one of the collation's parameters. */
    int small() {
        return place(LARGEST);
    }

    /** How many of something follow, each of which takes at least so many bytes. */
    int count(int bytesEach) {
        int count = bytes.getInt();
        require(count >= 0 && count <= bytes.remaining() / bytesEach);
        return count;
    }

    <T> List<T> list(int bytesEach, Supplier<T> element) {
        int count = count(bytesEach);
        List<T> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(element.get());
        }
        return list;
    }

    String text() {
        byte[] utf8 = new byte[count(1)];
        bytes.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    float[] floats(int count) {
        require(count <= bytes.remaining() / Float.BYTES);
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = bytes.getFloat();
            require(Float.isFinite(floats[i]));
        }
        return floats;
    }

    /** An excerpt of so many tokens, as {@link #write} writes it. */
    Excerpt excerpt(int length) {
        ExcerptId id = new ExcerptId(bytes.getInt(), bytes.getInt());
        long fingerprint = bytes.getLong();
        require(length <= bytes.remaining() / Integer.BYTES);
        int[] tokens = new int[length];
        for (int i = 0; i < length; i++) {
            tokens[i] = small();
        }
        return new Excerpt(id, tokens, fingerprint);
    }

    static int excerptBytes(int length) {
        return 2 * Integer.BYTES + Long.BYTES + length * Integer.BYTES;
    }

    static void write(ByteBuffer out, Excerpt excerpt) {
        out.putInt(excerpt.id().document()).putInt(excerpt.id().excerpt()).putLong(excerpt.fingerprint());
        for (int position = 0; position < excerpt.length(); position++) {
            out.putInt(excerpt.token(position));
        }
    }

    static void write(ByteBuffer out, float[] floats) {
        for (float value : floats) {
            out.putFloat(value);
        }
    }
}
