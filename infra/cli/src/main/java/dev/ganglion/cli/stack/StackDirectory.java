package dev.ganglion.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where a stack keeps its data and logs.
 *
 * @param path below {@code .ganglion}
 */
record StackDirectory(Path path) {

    Path data(String title) {
        return path.resolve(title);
    }

    /** The colon of a title would be a drive or a stream on some file systems. */
    Path log(String title) {
        return path.resolve("logs").resolve(title.replace(':', '.') + ".log");
    }

    /** Removes what an earlier run left. */
    void clear() {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + path, e);
        }
    }
}
