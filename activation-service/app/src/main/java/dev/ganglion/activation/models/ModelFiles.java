package dev.ganglion.activation.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/**
 * A model's files as they are now: equal if nothing has been written to them since. What cannot be looked at has no stamp;
 * loading it will say why.
 */
record ModelFiles(Path directory, List<String> stamps) {

    static ModelFiles in(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        return new ModelFiles(absolute, stamps(absolute));
    }

    private static List<String> stamps(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(ModelFiles::mayBeOfTheModel)
                    .sorted()
                    .map(ModelFiles::stamp)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Which of them are is known only when it is loaded: weights may be in any number of files. */
    private static boolean mayBeOfTheModel(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".json") || name.endsWith(".safetensors") || name.endsWith(".txt");
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return file.getFileName() + ": " + attributes.size() + " bytes of " + attributes.lastModifiedTime();
        } catch (IOException e) {
            return "";
        }
    }
}
