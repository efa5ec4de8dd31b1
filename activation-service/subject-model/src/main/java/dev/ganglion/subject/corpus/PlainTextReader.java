package dev.ganglion.subject.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The whole file is one document. */
final class PlainTextReader implements DocumentReader {

    private final StrictUtf8Input in;
    private final TextPieces pieces = new TextPieces();
    private boolean started;

    PlainTextReader(Path file, InputStream bytes) throws IOException {
        in = new StrictUtf8Input(file, bytes);
    }

    @Override
    public boolean nextDocument() throws IOException {
        if (started || !in.hasNext()) {
            return false;
        }
        started = true;
        pieces.start(new InputStreamReader(in, StandardCharsets.UTF_8));
        return true;
    }

    @Override
    public String nextPiece() throws IOException {
        return pieces.next();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
