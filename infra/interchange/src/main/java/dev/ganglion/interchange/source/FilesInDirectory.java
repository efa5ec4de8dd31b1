package dev.ganglion.interchange.source;

import dev.ganglion.interchange.InterchangeException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Files of this machine. */
public final class FilesInDirectory implements PublishedFiles {

    private final Path root;

    /** @param root an existing directory */
    public FilesInDirectory(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public boolean canList() {
        return true;
    }

    @Override
    public List<String> list(String directory) {
        Path path = root.resolve(directory);
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new SourceException("the directory " + path + " cannot be read");
        }
    }

    @Override
    public Optional<InputStream> open(String path, long most) {
        Path file = root.resolve(path);
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            if (Files.size(file) > most) {
                throw new InterchangeException("it has more than " + most + " bytes");
            }
            return Optional.of(new BufferedInputStream(Files.newInputStream(file)));
        } catch (IOException e) {
            throw new InterchangeException("it cannot be read");
        }
    }
}
