package dev.ganglion.interchange.source;

import dev.ganglion.interchange.InterchangeException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Files below one place, by their paths from there, {@code 0/816.json}. Safe for use by many threads. */
public interface PublishedFiles {

    /** Whether {@link #list} knows what there is; a web server does not tell. */
    boolean canList();

    /** Names of what is in a directory, ascending; empty if it is not there. */
    List<String> list(String directory);

    /**
     * A file's bytes.
     *
     * @param most bytes that it may have
     * @return nothing if it is not there
     * @throws InterchangeException if it has more, or cannot be read
     * @throws SourceException if no file can be had
     */
    default Optional<byte[]> read(String path, int most) throws InterruptedException {
        Optional<InputStream> file = open(path, most);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = file.get()) {
            return Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new InterchangeException("it cannot be read");
        }
    }

    /** As {@link #read}, for a file that does not fit in memory. All of it is here before this returns. */
    Optional<InputStream> open(String path, long most) throws InterruptedException;
}
