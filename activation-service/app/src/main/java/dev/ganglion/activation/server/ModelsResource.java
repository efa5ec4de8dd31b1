package dev.ganglion.activation.server;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Which models texts can be run through. */
@Path("/api/models")
@Produces(MediaType.APPLICATION_JSON)
public class ModelsResource {

    private final ServedModels models;

    ModelsResource(ServedModels models) {
        this.models = models;
    }

    @GET
    @Operation(summary = "The models that texts can be run through")
    public List<ServedModel> models() {
        return models.all();
    }
}
