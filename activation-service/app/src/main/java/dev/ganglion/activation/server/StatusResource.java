package dev.ganglion.activation.server;

import dev.ganglion.activation.recording.ModelShelf;
import dev.ganglion.activation.recording.RequestProgress;
import dev.ganglion.activation.stage.RequestLog;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What this process has loaded and does. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
public class StatusResource {

    private final ModelShelf models;
    private final RequestLog log;

    StatusResource(ModelShelf models, RequestLog log) {
        this.models = models;
        this.log = log;
    }

    /** The last requests, newest first. */
    @GET
    @Path("/requests")
    @Operation(summary = "The last hundred activation requests and how far each is")
    public List<RequestStatus> requests() {
        return log.all().stream().map(RequestStatus::of).toList();
    }

    /** The loaded models. */
    @GET
    @Path("/models")
    @Operation(summary = "The models that POST /activations takes")
    public List<LoadedModel> models() {
        return models.names().stream()
                .flatMap(name -> models.find(name).stream()
                        .map(model -> new LoadedModel(
                                name,
                                model.digest(),
                                model.shape().layers(),
                                model.shape().neuronsPerLayer(),
                                model.shape().contextLength())))
                .toList();
    }

    /** A model and its sizes. */
    public record LoadedModel(String model, String digest, int layers, int neuronsPerLayer, int contextLength) {}

    /** How far a request is; see {@link RequestProgress.State}. */
    public record RequestStatus(
            String id,
            String model,
            String state,
            String phase,
            long excerpts,
            long totalExcerpts,
            long neurons,
            long published,
            String problem) {

        static RequestStatus of(RequestProgress progress) {
            RequestProgress.State state = progress.state();
            return new RequestStatus(
                    progress.id(),
                    progress.model(),
                    state.state(),
                    state.phase(),
                    state.excerpts(),
                    state.totalExcerpts(),
                    state.neurons(),
                    state.published(),
                    state.problem());
        }
    }
}
