package dev.ganglion.activation.server;

import dev.ganglion.activation.models.LoadedModels;
import dev.ganglion.subject.engine.Placement;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** One set of loaded models, for requests and for texts. */
class SharedModels {

    @Produces
    @Singleton
    LoadedModels models(
            @ConfigProperty(name = "activation.loaded-models") int most,
            @ConfigProperty(name = "activation.device") String device,
            @ConfigProperty(name = "activation.precision") String precision) {
        return new LoadedModels(most, Placement.parse(device, precision));
    }

    void free(@Disposes LoadedModels models) {
        models.close();
    }
}
