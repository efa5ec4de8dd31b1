package dev.ganglion.subject.corpus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Documents in UTF-8: a file, or all files below a directory in the order of their names, but hidden ones. A file named
 * {@code *.jsonl} has one document per line, in the field {@code text} of a JSON object whose other fields are ignored; any
 * other file is one document. Either may be compressed, {@code *.gz} or {@code *.zst}.
 *
 * <p>However large a file, no more than a line of it is held, and of a plain text no more than a piece. Safe for any
 * number of threads. The files must not change while they are used: a reading during which a size or a time changed, or a
 * file came or went, is refused.
 */
public final class Corpus {

    /** Most bytes in a line of a {@code .jsonl} file. Reading such a line takes up to eight times as many of heap. */
    public static final int LONGEST_LINE = 64 << 20;

    private static final String PLAIN_TEXT = "ganglion corpus text 1";

    private static final String DIRECTORY = "ganglion corpus directory 1";

    private static final String SAMPLE = "ganglion corpus sample 1";

    private final Path path;
    private final List<CorpusFile> files;
    private final CorpusSample sample;
    private String digest;

    private Corpus(Path path, List<CorpusFile> files, CorpusSample sample) {
        this.path = path;
        this.files = files;
        this.sample = sample;
    }

    /**
     * @param path a file or a directory
     * @throws CorpusException if there is no such, or nothing in it
     */
    public static Corpus open(Path path) {
        return new Corpus(path, CorpusFiles.of(path), null);
    }

    /** The same corpus, of which only a sample is taken: another name and another digest. */
    public Corpus sampled(CorpusSample wanted) {
        return new Corpus(path, files, wanted);
    }

    /** The file or directory. */
    public Path file() {
        return path;
    }

    /** What is taken of it; empty for all. */
    public Optional<CorpusSample> sample() {
        return Optional.ofNullable(sample);
    }

    /** For people: the name of the file or directory, and what is taken of it. */
    public String name() {
        Path last = path.toAbsolutePath().normalize().getFileName();
        String name = last == null ? path.toString() : last.toString();
        return sample == null ? name : name + " (" + sample + ")";
    }

    /**
     * Names what is read here, 64 lower-case hexadecimal digits: of a {@code *.jsonl} file the SHA-256 of its text; of
     * another, which is read otherwise, the SHA-256 over a line that says so and the SHA-256 of its text; of a directory the
     * SHA-256 over a line that says so and, for each file in order, the length of its name in UTF-8 (four bytes,
     * big-endian), its name and the SHA-256 of its text. Text and name are those of the unpacked file: the same corpus,
     * compressed or not, is the same corpus. Of a sample it is the SHA-256 over a line that says so, a line with its size
     * and seed, and the digest of the whole. All is read for it once.
     *
     * @throws CorpusException if a file cannot be read, or has changed
     */
    public synchronized String digest() {
        if (digest == null) {
            digest = computeDigest();
        }
        return digest;
    }

    DocumentReader documents() {
        checkUnchanged();
        return new FilesReader(files);
    }

    /** @throws CorpusException if the files are not those that were opened */
    void checkUnchanged() {
        if (!CorpusFiles.of(path).equals(files)) {
            throw new CorpusException("The corpus " + path + " changed while it was read; start again.");
        }
    }

    static CorpusException empty(Path path) {
        return new CorpusException("The corpus " + path + " is empty; give it at least one document.");
    }

    private String computeDigest() {
        String whole = digestOfAll();
        if (sample == null) {
            return whole;
        }
        String sampled = SAMPLE + "\n" + sample.canonical() + "\n" + whole;
        return HexFormat.of().formatHex(CorpusFile.sha256().digest(sampled.getBytes(StandardCharsets.UTF_8)));
    }

    private String digestOfAll() {
        checkUnchanged();
        boolean single = files.size() == 1 && files.get(0).path().equals(path);
        byte[] computed;
        if (single && files.get(0).isJsonLines()) {
            computed = digest(files.get(0));
        } else if (single) {
            MessageDigest text = CorpusFile.sha256();
            text.update((PLAIN_TEXT + "\n").getBytes(StandardCharsets.UTF_8));
            computed = text.digest(digest(files.get(0)));
        } else {
            MessageDigest all = CorpusFile.sha256();
            all.update((DIRECTORY + "\n").getBytes(StandardCharsets.UTF_8));
            for (CorpusFile file : files) {
                byte[] name = file.name().getBytes(StandardCharsets.UTF_8);
                all.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(name.length).flip());
                all.update(name);
                all.update(digest(file));
            }
            computed = all.digest();
        }
        checkUnchanged();
        return HexFormat.of().formatHex(computed);
    }

    private static byte[] digest(CorpusFile file) {
        try {
            return file.digest();
        } catch (IOException e) {
            throw CorpusException.unreadable(file.path(), e);
        }
    }
}
