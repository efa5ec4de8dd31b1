package dev.ganglion.demo;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the demo model and its corpus lie in a checkout. The checkout is the folder that the system property {@code
 * ganglion.root} names or, without it, the nearest one at or above the working directory that holds the model.
 */
public final class DemoModel {

    private static final String ROOT_PROPERTY = "ganglion.root";
    private static final Path FOLDER = Path.of("infra", "demo");

    private DemoModel() {}

    /**
     * The model's directory: {@code config.json}, {@code model.safetensors} and {@code tokenizer.json}, in Hugging Face's
     * layout.
     *
     * @throws IllegalStateException if no checkout with the model is found
     */
    public static Path directory() {
        return folder().resolve("model");
    }

    /**
     * The demo's corpus: UTF-8, one JSON object a line with the fields {@code text} and {@code source}.
     *
     * @throws IllegalStateException if no checkout with the model is found
     */
    public static Path corpus() {
        return folder().resolve("corpus.jsonl");
    }

    private static Path folder() {
        String root = System.getProperty(ROOT_PROPERTY);
        return root == null ? above(Path.of("").toAbsolutePath()) : below(Path.of(root));
    }

    static Path below(Path root) {
        Path folder = root.toAbsolutePath().normalize().resolve(FOLDER);
        if (!holdsTheModel(folder)) {
            throw new IllegalStateException("There is no demo model in " + folder + ": let the system property "
                    + ROOT_PROPERTY + " name a checkout of Ganglion.");
        }
        return folder;
    }

    static Path above(Path start) {
        for (Path root = start; root != null; root = root.getParent()) {
            Path folder = root.resolve(FOLDER);
            if (holdsTheModel(folder)) {
                return folder;
            }
        }
        throw new IllegalStateException("No folder at or above " + start + " holds the demo model (" + FOLDER
                + "): run in a checkout of Ganglion, or name one with -D" + ROOT_PROPERTY + "=DIR.");
    }

    private static boolean holdsTheModel(Path folder) {
        return Files.isRegularFile(folder.resolve("model").resolve("config.json"));
    }
}
