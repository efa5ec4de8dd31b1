package dev.ganglion.activation.stage;

import dev.ganglion.activation.recording.ModelShelf;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** One shelf of models for requests and for the activation server. */
class Models {

    @Produces
    @Singleton
    ModelShelf shelf() {
        return new ModelShelf();
    }

    void close(@Disposes ModelShelf shelf) {
        shelf.close();
    }
}
