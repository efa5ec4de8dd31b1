package dev.ganglion.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A service that a command has stopped on purpose: a demo does not start it again before the command lets go of it, or has
 * itself ended. Remembered in a file, since the two are different processes.
 */
final class ServiceHold implements AutoCloseable {

    private final Path file;

    private ServiceHold(Path file) {
        this.file = file;
    }

    static ServiceHold of(Installation installation, String title) {
        Path file = file(installation, title);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, Long.toString(ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        return new ServiceHold(file);
    }

    /** Whether a command that still runs holds the service. */
    static boolean isHeld(Installation installation, String title) {
        try {
            long holder =
                    Long.parseLong(Files.readString(file(installation, title)).strip());
            return ProcessHandle.of(holder).map(ProcessHandle::isAlive).orElse(false);
        } catch (IOException | NumberFormatException e) {
            // Nobody, or somebody who is just beginning or has just ended.
            return false;
        }
    }

    private static Path file(Installation installation, String title) {
        return installation.state().resolve("held").resolve(title.replace(':', '.'));
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}
