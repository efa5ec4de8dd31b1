package dev.ganglion.subject.corpus;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.ZipException;

/**
 * The bytes that a zstd file unpacks to (RFC 8878), of all its frames one after the other. The library's own stream takes a
 * file that is cut off in the header of a later frame for a whole one; here that is an error.
 *
 * <p>The library holds a frame's window, and refuses one of more than 128 MiB.
 */
final class ZstdInput extends InputStream {

    private static final int BLOCK = 1 << 17;

    private final InputStream packed;
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final byte[] block = new byte[BLOCK];
    private final ByteBuffer source = ByteBuffer.allocateDirect(BLOCK).limit(0);
    private final ByteBuffer unpacked = ByteBuffer.allocateDirect(BLOCK).limit(0);
    private boolean inFrame;
    /** Whether the library may have more without being given more. */
    private boolean full;

    ZstdInput(InputStream packed) {
        this.packed = packed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!unpacked.hasRemaining()) {
            if (!full && !source.hasRemaining() && !fill()) {
                if (inFrame) {
                    throw new EOFException("it ends too early");
                }
                return -1;
            }
            unpack();
        }
        int count = Math.min(length, unpacked.remaining());
        unpacked.get(into, from, count);
        return count;
    }

    private boolean fill() throws IOException {
        int count = packed.read(block);
        if (count > 0) {
            source.clear().put(block, 0, count).flip();
        }
        return count > 0;
    }

    private void unpack() throws IOException {
        unpacked.clear();
        try {
            inFrame = !context.decompressDirectByteBufferStream(unpacked, source);
        } catch (ZstdException e) {
            boolean window = e.getErrorCode() == Zstd.errFrameParameterWindowTooLarge();
            throw new ZipException(
                    window
                            ? "its window is larger than 128 MiB, which zstd's option --long makes"
                            : "its data are damaged");
        }
        full = inFrame && !unpacked.hasRemaining();
        unpacked.flip();
    }

    @Override
    public void close() throws IOException {
        context.close();
        packed.close();
    }
}
