package dev.ganglion.activation.models;

import dev.ganglion.activation.RequestException;
import dev.ganglion.events.NeuronId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where the models lie that the operator has named. */
public final class ModelDirectories {

    /** The setting's name in the configuration; {@code SUBJECT_MODEL} in the environment. */
    public static final String SETTING = "subject.model";

    private final Map<String, ModelLocation> directories;

    private ModelDirectories(Map<String, ModelLocation> directories) {
        this.directories = directories;
    }

    /**
     * Reads the setting.
     *
     * @param entries {@code name=directory} or {@code name=organisation/name} of the hub, each
     * @throws RequestException with one sentence, if one is not; whether there is a model is seen when it is loaded
     */
    public static ModelDirectories parse(List<String> entries) {
        Map<String, ModelLocation> directories = new LinkedHashMap<>();
        for (String entry : entries) {
            int equals = entry.indexOf('=');
            String name = equals < 0 ? "" : entry.substring(0, equals).strip();
            String directory = entry.substring(equals + 1).strip();
            if (!NeuronId.isModelSlug(name) || directory.isEmpty()) {
                throw new RequestException("SUBJECT_MODEL has \"" + entry
                        + "\"; write name=directory, or name=organisation/name for a model of the hub, the name of"
                        + " a-z, 0-9, '.', '_' and '-'.");
            }
            if (directories.put(name, location(entry, directory)) != null) {
                throw new RequestException("SUBJECT_MODEL names " + name + " twice.");
            }
        }
        return new ModelDirectories(directories);
    }

    private static ModelLocation location(String entry, String directory) {
        try {
            return ModelLocation.parse(directory);
        } catch (RequestException e) {
            throw new RequestException("SUBJECT_MODEL has \"" + entry + "\", which names no directory.");
        }
    }

    public Set<String> names() {
        return directories.keySet();
    }

    /** Where the model of this name lies. */
    public Optional<ModelLocation> of(String name) {
        return Optional.ofNullable(directories.get(name));
    }
}
