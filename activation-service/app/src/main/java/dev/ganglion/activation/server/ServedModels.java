package dev.ganglion.activation.server;

import dev.ganglion.activation.RequestException;
import dev.ganglion.activation.models.LoadedModels;
import dev.ganglion.activation.models.ModelDirectories;
import dev.ganglion.activation.models.ModelLocation;
import dev.ganglion.subject.ModelException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The models that texts can be run through: those that the operator names, and those that requests have loaded. */
@ApplicationScoped
class ServedModels {

    private final LoadedModels loaded;
    private final ModelDirectories configured;
    private final ModelDownloads downloads;

    ServedModels(
            LoadedModels loaded,
            ModelDownloads downloads,
            @ConfigProperty(name = ModelDirectories.SETTING) Optional<List<String>> configured) {
        this.loaded = loaded;
        this.downloads = downloads;
        this.configured = ModelDirectories.parse(configured.orElse(List.of()));
    }

    /**
     * Finds a model, or loads it. Blocking.
     *
     * @throws UnknownModelException if there is none of this name
     * @throws BusyException while it comes from the hub
     * @throws UnusableModelException if there is, and it cannot be loaded
     */
    LoadedModels.Lease lease(String name) {
        Optional<ModelLocation> location = configured.of(name);
        if (location.isEmpty()) {
            return loaded.lease(name).orElseThrow(() -> unknown());
        }
        try {
            return loaded.lease(name, downloads.directory(location.get()));
        } catch (ModelException | RequestException e) {
            throw new UnusableModelException(e.getMessage());
        }
    }

    private UnknownModelException unknown() {
        TreeSet<String> names = new TreeSet<>();
        all().forEach(model -> names.add(model.model()));
        return new UnknownModelException("There is no such model here; there "
                + (names.isEmpty() ? "is none" : "are " + String.join(", ", names))
                + ", and SUBJECT_MODEL or a request brings more.");
    }

    /** Those loaded, and those that the first text will load. */
    List<ServedModel> all() {
        Map<String, ServedModel> all = new LinkedHashMap<>();
        configured.names().forEach(name -> all.put(name, ServedModel.notLoaded(name)));
        loaded.all().forEach(model -> all.put(model.name(), ServedModel.loaded(model)));
        return List.copyOf(all.values());
    }
}
