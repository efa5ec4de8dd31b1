package dev.ganglion.subject.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A file of documents in UTF-8. A file named {@code *.jsonl} has one document per line, in the field {@code text} of a
 * JSON object whose other fields are ignored; any other file is one document.
 *
 * <p>However large the file, no more than a line of it is held, and of a plain text no more than a piece. Safe for any
 * number of threads. The file must not change while it is used: a reading during which its size or time changed is
 * refused.
 */
public final class Corpus {

    /** Most bytes in a line of a {@code .jsonl} file. Reading such a line takes up to eight times as many of heap. */
    public static final int LONGEST_LINE = 64 << 20;

    private final Path file;
    private final long size;
    private final FileTime modified;
    private String digest;

    private Corpus(Path file, BasicFileAttributes attributes) {
        this.file = file;
        this.size = attributes.size();
        this.modified = attributes.lastModifiedTime();
    }

    /** @throws CorpusException if there is no such file, or nothing in it */
    public static Corpus open(Path file) {
        BasicFileAttributes attributes = attributes(file);
        if (!attributes.isRegularFile()) {
            throw new CorpusException("The corpus " + file + " is not a file; name a .jsonl or .txt file.");
        }
        if (attributes.size() == 0) {
            throw empty(file);
        }
        return new Corpus(file, attributes);
    }

    public Path file() {
        return file;
    }

    /**
     * SHA-256 of the file's bytes, 64 lower-case hexadecimal digits. The file is read for it once.
     *
     * @throws CorpusException if the file cannot be read, or has changed
     */
    public synchronized String digest() {
        if (digest == null) {
            digest = computeDigest();
        }
        return digest;
    }

    DocumentReader documents() {
        checkUnchanged();
        try {
            return file.toString().toLowerCase(Locale.ROOT).endsWith(".jsonl")
                    ? new JsonLinesReader(file)
                    : new PlainTextReader(file);
        } catch (IOException e) {
            throw CorpusException.unreadable(file, e);
        }
    }

    /** @throws CorpusException if the file is not the one that was opened */
    void checkUnchanged() {
        BasicFileAttributes now = attributes(file);
        if (now.size() != size || !now.lastModifiedTime().equals(modified)) {
            throw new CorpusException("The corpus " + file + " changed while it was read; start again.");
        }
    }

    static CorpusException empty(Path file) {
        return new CorpusException("The corpus " + file + " is empty; give it at least one document.");
    }

    private String computeDigest() {
        checkUnchanged();
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] block = new byte[1 << 16];
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                sha256.update(block, 0, count);
            }
            checkUnchanged();
            return HexFormat.of().formatHex(sha256.digest());
        } catch (IOException e) {
            throw CorpusException.unreadable(file, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static BasicFileAttributes attributes(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class);
        } catch (IOException e) {
            throw CorpusException.unreadable(file, e);
        }
    }
}
