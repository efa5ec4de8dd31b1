package dev.ganglion.activation.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * A model's files as they are now: equal if nothing has been written to them since. A file that cannot be looked at has
 * no stamp; loading it will say why.
 */
record ModelFiles(Path directory, List<String> stamps) {

    private static final List<String> NAMES = List.of("config.json", "model.safetensors", "tokenizer.json");

    static ModelFiles in(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        return new ModelFiles(
                absolute,
                NAMES.stream().map(name -> stamp(absolute.resolve(name))).toList());
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.size() + " bytes of " + attributes.lastModifiedTime();
        } catch (IOException e) {
            return "";
        }
    }
}
