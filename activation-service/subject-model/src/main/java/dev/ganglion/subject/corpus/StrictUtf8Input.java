package dev.ganglion.subject.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * The bytes of a corpus file, every one of which has been checked to be part of well-formed UTF-8 (RFC 3629: no
 * surrogates, nothing overlong, nothing above U+10FFFF). A byte order mark at the start is left out.
 */
final class StrictUtf8Input extends InputStream {

    private static final int BLOCK = 1 << 16;

    private final Path file;
    private final InputStream in;
    private final byte[] block = new byte[BLOCK];
    private int at;
    private int end;

    /** Of the bytes checked so far. */
    private long offset;

    private long line = 1;
    /** Of the character under way: bytes still to come, and what the next of them may be. */
    private int missing;

    private int lowest;
    private int highest;
    private long characterStart;

    /**
     * @param file for messages
     * @param in its bytes, unpacked; closed with this
     */
    StrictUtf8Input(Path file, InputStream in) throws IOException {
        this.file = file;
        this.in = in;
        fill();
        if (end >= 3 && block[0] == (byte) 0xef && block[1] == (byte) 0xbb && block[2] == (byte) 0xbf) {
            at = 3;
        }
    }

    /** Whether there is another byte. */
    boolean hasNext() throws IOException {
        return at < end || fill();
    }

    @Override
    public int read() throws IOException {
        return hasNext() ? block[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        return readUntil(-1, into, from, length);
    }

    /** Reads as {@link #read(byte[], int, int)}, and up to and with the first such byte at most. */
    int readUntil(int last, byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!hasNext()) {
            return -1;
        }
        int most = Math.min(length, end - at);
        int count = 0;
        while (count < most) {
            byte b = block[at + count];
            into[from + count++] = b;
            if (b == last) {
                break;
            }
        }
        at += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.readNBytes(block, 0, BLOCK));
        for (int i = 0; i < end; i++) {
            check(block[i]);
            offset++;
        }
        if (end < BLOCK && missing > 0) {
            throw malformed();
        }
        return end > 0;
    }

    private void check(byte b) {
        if (missing == 0 && b >= 0) {
            if (b == '\n') {
                line++;
            }
            return;
        }
        int value = b & 0xff;
        if (missing > 0) {
            if (value < lowest || value > highest) {
                throw malformed();
            }
            missing--;
            lowest = 0x80;
            highest = 0xbf;
            return;
        }
        characterStart = offset;
        if (value < 0xc2 || value > 0xf4) {
            throw malformed();
        }
        missing = value < 0xe0 ? 1 : value < 0xf0 ? 2 : 3;
        lowest = value == 0xe0 ? 0xa0 : value == 0xf0 ? 0x90 : 0x80;
        highest = value == 0xed ? 0x9f : value == 0xf4 ? 0x8f : 0xbf;
    }

    private CorpusException malformed() {
        boolean packed = Compression.of(file.toString()) != Compression.NONE;
        return CorpusException.atLine(
                file,
                line,
                "byte " + characterStart + " of the " + (packed ? "unpacked " : "")
                        + "file is not UTF-8; save the corpus as UTF-8.");
    }
}
