package dev.ganglion.subject.corpus;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** The documents of several files, one file after the other; one is open at a time. */
final class FilesReader implements DocumentReader {

    private final Iterator<CorpusFile> files;
    private CorpusFile file;
    private DocumentReader reader;

    FilesReader(List<CorpusFile> files) {
        this.files = files.iterator();
    }

    @Override
    public boolean nextDocument() {
        try {
            while (reader == null || !reader.nextDocument()) {
                close();
                if (!files.hasNext()) {
                    return false;
                }
                file = files.next();
                reader = file.documents();
            }
            return true;
        } catch (IOException e) {
            throw CorpusException.unreadable(file.path(), e);
        }
    }

    @Override
    public String nextPiece() {
        try {
            return reader.nextPiece();
        } catch (IOException e) {
            throw CorpusException.unreadable(file.path(), e);
        }
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
