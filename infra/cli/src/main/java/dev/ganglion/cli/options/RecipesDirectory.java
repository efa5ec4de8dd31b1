package dev.ganglion.cli.options;

import dev.ganglion.cli.terminal.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option for recipes of one's own. */
public final class RecipesDirectory {

    @Option(
            names = "--recipes-dir",
            paramLabel = "DIR",
            description = "recipes of your own (default: RECIPES_DIR in the environment)")
    private Path directory;

    /** Null if it is not given. */
    public Path checked() {
        if (directory != null && !Files.isDirectory(directory)) {
            throw Refusal.badInput("--recipes-dir " + directory + " is no directory");
        }
        return directory == null ? null : directory.toAbsolutePath();
    }

    /** What the services get in their environment. */
    public Map<String, String> environment() {
        Path checked = checked();
        return checked == null ? Map.of() : Map.of("RECIPES_DIR", checked.toString());
    }
}
