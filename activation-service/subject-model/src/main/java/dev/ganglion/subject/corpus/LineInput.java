package dev.ganglion.subject.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** The bytes of one line, without its end; refuses a line that is too long to hold. */
final class LineInput extends InputStream {

    private final StrictUtf8Input in;
    private final Path file;
    private final long line;
    private final int longest;
    private long length;
    private boolean ended;

    /** @param longest most bytes that the line may have */
    LineInput(StrictUtf8Input in, Path file, long line, int longest) {
        this.in = in;
        this.file = file;
        this.line = line;
        this.longest = longest;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int wanted) throws IOException {
        if (ended) {
            return -1;
        }
        int count = in.readUntil('\n', into, from, wanted);
        if (count > 0 && into[from + count - 1] == '\n') {
            ended = true;
            count = count == 1 ? -1 : count - 1;
        }
        length += Math.max(0, count);
        if (length > longest) {
            throw CorpusException.atLine(
                    file, line, "it is longer than " + (longest >> 20) + " MiB; cut its document into several.");
        }
        return count;
    }
}
