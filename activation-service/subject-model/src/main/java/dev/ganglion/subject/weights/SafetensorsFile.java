package dev.ganglion.subject.weights;

import static dev.ganglion.subject.ModelException.quote;

import dev.ganglion.subject.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file of named tensors in the safetensors format: eight bytes with the header's length, a JSON header, and the
 * tensors' bytes, little-endian and row by row.
 *
 * <p>The whole header is checked when the file is opened, so that a truncated or damaged file is found before anything
 * is computed. Tensors are read a stretch at a time, so that memory does not grow with them. Safe for several threads.
 */
public final class SafetensorsFile implements AutoCloseable {

    /** Room for 100,000 tensors. A longer header is a file of another kind, or meant to fill the memory. */
    private static final long LONGEST_HEADER = 16L << 20;

    private final Path path;
    private final FileChannel channel;
    private final long dataStart;
    private final Map<String, TensorEntry> entries;

    private SafetensorsFile(Path path, FileChannel channel, long dataStart, Map<String, TensorEntry> entries) {
        this.path = path;
        this.channel = channel;
        this.dataStart = dataStart;
        this.entries = entries;
    }

    /**
     * Opens a file and checks its header.
     *
     * @throws ModelException if the file cannot be read, is truncated, or is no safetensors file
     */
    public static SafetensorsFile open(Path path) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ);
            SafetensorsFile file = read(path, channel);
            channel = null;
            return file;
        } catch (IOException e) {
            throw ModelException.unreadable(path, e);
        } finally {
            closeQuietly(channel);
        }
    }

    private static SafetensorsFile read(Path path, FileChannel channel) throws IOException {
        long fileBytes = channel.size();
        if (fileBytes < Long.BYTES) {
            throw new ModelException(path + " is no safetensors file: it has only " + fileBytes + " bytes.");
        }
        long headerBytes = fully(channel, 0, Long.BYTES).getLong();
        if (headerBytes < 0 || headerBytes > LONGEST_HEADER) {
            throw new ModelException(path + " is no safetensors file: its header would have "
                    + Long.toUnsignedString(headerBytes) + " bytes, and " + LONGEST_HEADER + " is the most allowed.");
        }
        long dataStart = Long.BYTES + headerBytes;
        if (dataStart > fileBytes) {
            throw new ModelException(path + " is truncated: its header ends at byte " + dataStart + ", and it has "
                    + fileBytes + "; copy or download it again.");
        }
        byte[] header = fully(channel, Long.BYTES, (int) headerBytes).array();
        return new SafetensorsFile(
                path, channel, dataStart, SafetensorsHeader.parse(path, header, fileBytes - dataStart));
    }

    private static ByteBuffer fully(FileChannel channel, long position, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        fill(channel, position, buffer);
        return buffer.flip();
    }

    private static void fill(FileChannel channel, long position, ByteBuffer buffer) throws IOException {
        long start = position - buffer.position();
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, start + buffer.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
    }

    public Path path() {
        return path;
    }

    /** The names of all tensors, also of those in formats that cannot be read. */
    public Set<String> names() {
        return entries.keySet();
    }

    /** How many numbers all tensors have, in the formats that can be read. */
    long numbers() {
        return entries.values().stream()
                .mapToLong(entry -> FloatFormat.named(entry.dtype())
                        .map(format -> entry.bytes() / format.bytes())
                        .orElse(0L))
                .sum();
    }

    /**
     * One tensor, to be read in stretches.
     *
     * @param shape the shape it must have, outermost size first
     * @throws ModelException if there is no such tensor, or it has another shape or a format other than F32, F16, BF16
     */
    public StoredTensor tensor(String name, long... shape) {
        TensorEntry entry = entries.get(name);
        if (entry == null) {
            throw new ModelException(path + " has no tensor " + quote(name) + ".");
        }
        List<Long> expected = Arrays.stream(shape).boxed().toList();
        if (!entry.shape().equals(expected)) {
            throw new ModelException(path + ": tensor " + quote(name) + " has shape " + entry.shape()
                    + ", but the configuration asks for " + expected + ".");
        }
        return new StoredTensor(this, entry, format(entry));
    }

    /** Fills the buffer with the data's bytes from {@code from} on, counted from the end of the header. */
    void read(long from, ByteBuffer to) {
        try {
            fill(channel, dataStart + from, to);
        } catch (IOException e) {
            throw ModelException.unreadable(path, e);
        }
    }

    private FloatFormat format(TensorEntry entry) {
        return FloatFormat.named(entry.dtype())
                .orElseThrow(() -> new ModelException(path + ": tensor " + quote(entry.name()) + " is stored as "
                        + quote(entry.dtype()) + ", and only F32, F16 and BF16 can be read."));
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }

    /** Nothing was written, so a failure to close loses nothing. */
    private static void closeQuietly(FileChannel channel) {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException ignored) {
            // The data has been read.
        }
    }
}
