package dev.ganglion.subject.corpus;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The bytes that a gzip file unpacks to (RFC 1952), of all its members one after the other. The JDK's own reader takes a
 * member whose header is damaged for the end of the file; here nothing is left out in silence.
 */
final class GzipInput extends InputStream {

    private static final int BLOCK = 1 << 16;
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final InputStream packed;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] block = new byte[BLOCK];
    private int at;
    private int end;
    private boolean inMember;

    GzipInput(InputStream packed) {
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
        while (true) {
            if (!inMember) {
                if (!hasNext()) {
                    return -1;
                }
                header();
                inMember = true;
            }
            int count = inflate(into, from, length);
            if (count > 0) {
                checksum.update(into, from, count);
                return count;
            }
            trailer();
            inMember = false;
        }
    }

    /** Bytes of this member, or 0 at its end. */
    private int inflate(byte[] into, int from, int length) throws IOException {
        try {
            while (true) {
                int count = inflater.inflate(into, from, length);
                if (count > 0) {
                    return count;
                }
                if (inflater.finished()) {
                    at = end - inflater.getRemaining();
                    return 0;
                }
                if (inflater.needsDictionary()) {
                    throw new ZipException("it needs a dictionary");
                }
                at = end;
                need();
                inflater.setInput(block, at, end - at);
            }
        } catch (DataFormatException e) {
            throw new ZipException("its data are damaged");
        }
    }

    private void header() throws IOException {
        if (next() != 0x1f || !hasNext() || next() != 0x8b || next() != DEFLATE) {
            throw new ZipException("it is not gzip, or something else follows what is");
        }
        int flags = next();
        if ((flags & RESERVED) != 0) {
            throw new ZipException("its header is damaged");
        }
        skip(6); // time, level, system
        if ((flags & EXTRA) != 0) {
            skip(next() + (next() << 8));
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CHECKSUM) != 0) {
            skip(2);
        }
        inflater.reset();
        inflater.setInput(block, at, end - at);
        checksum.reset();
    }

    private void trailer() throws IOException {
        long expected = fourBytes();
        long length = fourBytes();
        if (expected != checksum.getValue() || length != (inflater.getBytesWritten() & 0xffff_ffffL)) {
            throw new ZipException("its checksum is wrong");
        }
    }

    private long fourBytes() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        while (next() != 0) {
            // Until its end.
        }
    }

    private int next() throws IOException {
        need();
        return block[at++] & 0xff;
    }

    private void need() throws IOException {
        if (!hasNext()) {
            throw new EOFException("it ends too early");
        }
    }

    private boolean hasNext() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, packed.read(block));
        }
        return at < end;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }
}
