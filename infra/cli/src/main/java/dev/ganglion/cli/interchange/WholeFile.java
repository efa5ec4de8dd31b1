package dev.ganglion.cli.interchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are there whole or not at all, whenever the program is killed. */
final class WholeFile {

    private static final String UNDER_WAY = ".part";

    private WholeFile() {}

    /** Where a file is while it is written; its directory exists. */
    static Path underWay(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return file.resolveSibling(file.getFileName() + UNDER_WAY);
    }

    /** It is written. */
    static void complete(Path file) throws IOException {
        Files.move(
                file.resolveSibling(file.getFileName() + UNDER_WAY),
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    static void write(Path file, byte[] bytes) throws IOException {
        Files.write(underWay(file), bytes);
        complete(file);
    }
}
