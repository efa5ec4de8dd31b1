package dev.ganglion.activation.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ganglion.activation.models.LoadedModels;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A model that texts can be run through, and its sizes; of one that is not loaded yet these are not known. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A model; digest and sizes are there once it is loaded")
public record ServedModel(
        String model,
        boolean loaded,
        String digest,
        Integer layers,
        Integer neuronsPerLayer,
        Integer contextLength,
        Integer vocabularySize) {

    static ServedModel notLoaded(String name) {
        return new ServedModel(name, false, null, null, null, null, null);
    }

    static ServedModel loaded(LoadedModels.Description model) {
        return new ServedModel(
                model.name(),
                true,
                model.digest(),
                model.shape().layers(),
                model.shape().neuronsPerLayer(),
                model.shape().contextLength(),
                model.shape().vocabularySize());
    }
}
