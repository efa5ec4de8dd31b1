package dev.ganglion.subject.corpus;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a compressed corpus file unpacks to, however much that is, in buffers of one size. A damaged one is refused with a
 * sentence, and so is one that unpacks to what no text does.
 */
final class UnpackedInput extends InputStream {

    /** Text shrinks to a tenth, repetitive text to a fiftieth. */
    private static final int MOST_TIMES = 250;
    /** A small file is not worth a question. */
    private static final long HARMLESS = 64L << 20;

    private final Path file;
    private final Compression compression;
    private final Packed packed;
    private final InputStream unpacked;
    private long length;

    UnpackedInput(Path file, Compression compression) throws IOException {
        this.file = file;
        this.compression = compression;
        this.packed = new Packed(Files.newInputStream(file));
        this.unpacked = compression.unpack(packed);
    }

    /** The file as it is. An error in reading it is the disk's, and no damage. */
    private static final class Packed extends FilterInputStream {

        private long read;
        private IOException failure;

        Packed(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int wanted) throws IOException {
            try {
                int count = in.read(into, from, wanted);
                read += Math.max(0, count);
                return count;
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int wanted) throws IOException {
        int count;
        try {
            count = unpacked.read(into, from, wanted);
        } catch (IOException e) {
            if (packed.failure != null) {
                throw packed.failure;
            }
            throw damaged(e);
        }
        length += Math.max(0, count);
        if (length > HARMLESS && length / MOST_TIMES > packed.read) {
            throw new CorpusException("The corpus " + file + " unpacks to more than " + MOST_TIMES
                    + " times its size, which no text does; unpack it yourself if it is meant.");
        }
        return count;
    }

    private CorpusException damaged(IOException cause) {
        return new CorpusException("The corpus " + file + " cannot be unpacked as " + compression + " ("
                + cause.getMessage() + "); fetch or compress it again.");
    }

    @Override
    public void close() throws IOException {
        unpacked.close();
    }
}
