package dev.ganglion.cli.interchange;

import dev.ganglion.cli.terminal.Refusal;
import dev.ganglion.interchange.InterchangeException;
import dev.ganglion.interchange.openai.Layout;
import dev.ganglion.interchange.source.FilesInDirectory;
import dev.ganglion.interchange.source.FilesOnTheWeb;
import dev.ganglion.interchange.source.PublishedFiles;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * What an import is given: a directory, or an address ({@code https://}, {@code http://}, or {@code az://container/path}).
 *
 * @param directory null for an address
 * @param address without a slash at its end; null for a directory
 */
record PublishedSource(Path directory, String address) {

    private static final Duration FIRST_WAIT = Duration.ofMillis(500);

    /** @throws Refusal if it is neither */
    static PublishedSource of(String text) {
        String address = Layout.webAddress(text);
        if (address.startsWith("https://") || address.startsWith("http://")) {
            return new PublishedSource(null, address.replaceAll("/+$", ""));
        }
        try {
            Path directory = Path.of(text);
            if (Files.isDirectory(directory)) {
                return new PublishedSource(directory.toAbsolutePath().normalize(), null);
            }
            throw Refusal.badInput(text + (Files.exists(directory) ? " is no directory" : " does not exist"));
        } catch (InvalidPathException e) {
            throw Refusal.badInput("this is neither a directory nor an address");
        }
    }

    /** Its name, for people: the address, or the directory's own. */
    String name() {
        return address != null ? address : Objects.toString(directory.getFileName(), "/");
    }

    /** Whether it is on the web. */
    boolean isAddress() {
        return address != null;
    }

    /** Files below a path of it; an empty path is all of it. */
    PublishedFiles files(String path) {
        if (directory != null) {
            return new FilesInDirectory(directory.resolve(path));
        }
        try {
            return new FilesOnTheWeb(path.isEmpty() ? address : address + "/" + path, FIRST_WAIT);
        } catch (InterchangeException e) {
            // Not the address, which may hold a password.
            throw Refusal.badInput("this address cannot be read from: " + e.getMessage());
        }
    }
}
