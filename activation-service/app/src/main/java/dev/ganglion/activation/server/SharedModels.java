package dev.ganglion.activation.server;

import dev.ganglion.activation.models.LoadedModels;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** One set of loaded models, for requests and for texts. */
class SharedModels {

    @Produces
    @Singleton
    LoadedModels models(@ConfigProperty(name = "activation.loaded-models") int most) {
        return new LoadedModels(most);
    }

    void free(@Disposes LoadedModels models) {
        models.close();
    }
}
