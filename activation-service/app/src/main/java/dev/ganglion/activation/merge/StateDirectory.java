package dev.ganglion.activation.merge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the stores are on disk. One that the operator names stays, and what is in it need not be read from the broker again;
 * another is made for this process, since two cannot share one, and deleted when it stops.
 */
final class StateDirectory {

    private final Path path;
    private final boolean temporary;

    private StateDirectory(Path path, boolean temporary) {
        this.path = path;
        this.temporary = temporary;
    }

    static StateDirectory of(Optional<Path> named) {
        try {
            return named.isPresent()
                    ? new StateDirectory(Files.createDirectories(named.get()), false)
                    : new StateDirectory(Files.createTempDirectory("activation-merge-"), true);
        } catch (IOException e) {
            throw new UncheckedIOException("the merge's state directory cannot be made: " + e.getMessage(), e);
        }
    }

    Path path() {
        return path;
    }

    /** Deletes a temporary one, once its stores are closed. */
    void release() {
        if (!temporary) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
