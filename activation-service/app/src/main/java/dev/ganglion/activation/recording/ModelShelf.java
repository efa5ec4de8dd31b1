package dev.ganglion.activation.recording;

import dev.ganglion.subject.model.SubjectModel;
import dev.ganglion.subject.model.SubjectModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The models that are loaded, by name. One name stands for one set of weights for as long as the process lives: two models
 * of one name would mix in every table. Memory is that of the weights. Safe for use by many threads.
 */
public final class ModelShelf implements AutoCloseable {

    private static final List<String> FILES = List.of("config.json", "model.safetensors", "tokenizer.json");

    private final Map<String, Shelved> models = new LinkedHashMap<>();

    private record Shelved(Path directory, String stamp, SubjectModel model) {}

    /**
     * Loads a model, or finds it.
     *
     * @param name what its neurons are called
     * @param directory where it lies, in Hugging Face layout
     * @throws dev.ganglion.subject.ModelException if it cannot be loaded
     * @throws RequestException if another model has this name
     */
    public synchronized SubjectModel load(String name, Path directory) {
        Shelved shelved = models.get(name);
        String stamp = stamp(directory);
        if (shelved != null
                && shelved.directory().equals(directory)
                && shelved.stamp().equals(stamp)) {
            return shelved.model();
        }
        SubjectModel loaded = SubjectModels.load(directory);
        if (shelved == null) {
            models.put(name, new Shelved(directory, stamp, loaded));
            return loaded;
        }
        loaded.close();
        if (!loaded.digest().equals(shelved.model().digest())) {
            throw new RequestException("\"" + name + "\" is the name of another model, loaded from "
                    + shelved.directory() + ", and the one in " + directory
                    + " has other weights: give it a name of its own");
        }
        return shelved.model();
    }

    /** Changes when a file of the model does; a file that is missing is the loader's to complain about. */
    private static String stamp(Path directory) {
        StringBuilder stamp = new StringBuilder();
        for (String file : FILES) {
            try {
                Path path = directory.resolve(file);
                stamp.append(Files.size(path))
                        .append(' ')
                        .append(Files.getLastModifiedTime(path))
                        .append('\n');
            } catch (IOException e) {
                stamp.append("missing\n");
            }
        }
        return stamp.toString();
    }

    /** The model of this name, if it was loaded. */
    public synchronized Optional<SubjectModel> find(String name) {
        return Optional.ofNullable(models.get(name)).map(Shelved::model);
    }

    /** The names of the loaded models, in the order in which they were loaded. */
    public synchronized List<String> names() {
        return new ArrayList<>(models.keySet());
    }

    @Override
    public synchronized void close() {
        models.values().forEach(shelved -> shelved.model().close());
        models.clear();
    }
}
