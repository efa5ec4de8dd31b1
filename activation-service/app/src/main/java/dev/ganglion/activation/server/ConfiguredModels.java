package dev.ganglion.activation.server;

import dev.ganglion.activation.recording.ModelShelf;
import dev.ganglion.events.NeuronId;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Loads the models that the configuration names, so that the activation server has them from the start. */
@ApplicationScoped
class ConfiguredModels {

    private static final Logger LOG = Logger.getLogger(ConfiguredModels.class);

    private final ModelShelf shelf;
    private final Optional<List<String>> models;

    ConfiguredModels(ModelShelf shelf, @ConfigProperty(name = "activation.models") Optional<List<String>> models) {
        this.shelf = shelf;
        this.models = models;
    }

    void load(@Observes StartupEvent start) {
        for (String entry : models.orElse(List.of())) {
            int equals = entry.indexOf('=');
            String name = equals < 0 ? "" : entry.substring(0, equals).strip();
            if (!NeuronId.isModelSlug(name)) {
                throw new IllegalArgumentException("ACTIVATION_MODELS has \"" + entry
                        + "\": write name=directory, the name of a-z, 0-9, '.', '_', '-'");
            }
            shelf.load(name, Path.of(entry.substring(equals + 1).strip()));
            LOG.infof("loaded %s", name);
        }
    }
}
