package dev.ganglion.subject.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/**
 * One file of a corpus, as it was when the corpus was opened.
 *
 * @param path where it lies
 * @param name relative to its corpus, with {@code /}, without what says that it is compressed
 * @param size bytes on the disk
 */
record CorpusFile(Path path, String name, Compression compression, long size, FileTime modified) {

    private static final int BLOCK = 1 << 16;

    /** @throws CorpusException if it is packed in a way that is not read */
    static CorpusFile of(Path path, String relativeName, BasicFileAttributes attributes) {
        Compression compression = Compression.of(relativeName);
        String name = compression.unpacked(relativeName);
        if (Compression.isArchive(name)) {
            throw new CorpusException("The corpus " + path
                    + " is an archive or compressed in a way that is not read; unpack it, or compress its text with gzip"
                    + " or zstd.");
        }
        return new CorpusFile(path, name, compression, attributes.size(), attributes.lastModifiedTime());
    }

    /** Its text as bytes. */
    InputStream open() throws IOException {
        return compression == Compression.NONE ? Files.newInputStream(path) : new UnpackedInput(path, compression);
    }

    /** Whether each line is a document; otherwise the whole is one. */
    boolean isJsonLines() {
        return name.toLowerCase(Locale.ROOT).endsWith(".jsonl");
    }

    DocumentReader documents() throws IOException {
        InputStream in = open();
        DocumentReader reader = null;
        try {
            reader = isJsonLines() ? new JsonLinesReader(path, in) : new PlainTextReader(path, in);
            return reader;
        } finally {
            if (reader == null) {
                in.close();
            }
        }
    }

    /** SHA-256 of its text. The file is read for it once. */
    byte[] digest() throws IOException {
        try (InputStream in = open()) {
            MessageDigest sha256 = sha256();
            byte[] block = new byte[BLOCK];
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                sha256.update(block, 0, count);
            }
            return sha256.digest();
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
