package dev.ganglion.subject.corpus;

import java.io.InputStream;
import java.util.List;
import java.util.Locale;

/** How a corpus file is compressed, which its name says. */
enum Compression {
    NONE(""),
    GZIP(".gz"),
    ZSTD(".zst");

    private static final List<String> ARCHIVES =
            List.of(".tar", ".tgz", ".zip", ".bz2", ".xz", ".7z", ".lz4", ".br", ".zstd", ".parquet", ".arrow");

    private final String suffix;

    Compression(String suffix) {
        this.suffix = suffix;
    }

    /** That of a file of this name. */
    static Compression of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(GZIP.suffix) ? GZIP : lower.endsWith(ZSTD.suffix) ? ZSTD : NONE;
    }

    /** The file's name when it is unpacked. */
    String unpacked(String name) {
        return name.substring(0, name.length() - suffix.length());
    }

    /** Whether a file of this name, unpacked, is one that holds others or is packed in a way that is not read. */
    static boolean isArchive(String unpackedName) {
        String lower = unpackedName.toLowerCase(Locale.ROOT);
        return ARCHIVES.stream().anyMatch(lower::endsWith);
    }

    /** The bytes that these unpack to, of all members or frames. Takes some buffers, and for zstd its window. */
    InputStream unpack(InputStream packed) {
        return switch (this) {
            case NONE -> packed;
            case GZIP -> new GzipInput(packed);
            case ZSTD -> new ZstdInput(packed);
        };
    }

    /** As people call it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
