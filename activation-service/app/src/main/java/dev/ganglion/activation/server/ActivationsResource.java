package dev.ganglion.activation.server;

import dev.ganglion.activation.models.LoadedModels;
import dev.ganglion.activation.text.TextActivations;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Runs any text through a model. */
@Path("/activations")
public class ActivationsResource {

    private final ServedModels models;
    private final TextQueue queue;

    ActivationsResource(ServedModels models, TextQueue queue) {
        this.models = models;
        this.queue = queue;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "What neurons of one layer do on each token of a text",
            description = "One text runs at a time, and a few may wait. Activations at position 0 depend on the token"
                    + " alone; records leave them out of every maximum, and so does the choice of the ten highest.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TextQuestion.class)))
    @APIResponse(
            responseCode = "200",
            description = "The activations",
            content = @Content(schema = @Schema(implementation = TextAnswer.class)))
    @APIResponse(
            responseCode = "400",
            description = "The body is malformed, or the model cannot take the text, the layer or a neuron",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such model",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "503",
            description = "Too many texts wait (see Retry-After), or the model cannot be loaded",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<TextAnswer> activations(byte[] body) {
        TextQuestion question = TextQuestion.parse(body);
        return queue.run(() -> answer(question));
    }

    private TextAnswer answer(TextQuestion question) {
        try (LoadedModels.Lease lease = models.lease(question.model())) {
            return TextAnswer.of(
                    question.model(),
                    TextActivations.of(lease.model(), question.text(), question.layer(), question.neurons()));
        }
    }
}
