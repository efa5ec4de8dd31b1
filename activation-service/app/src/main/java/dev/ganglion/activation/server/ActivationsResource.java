package dev.ganglion.activation.server;

import dev.ganglion.activation.models.LoadedModels;
import dev.ganglion.activation.text.TextActivations;
import dev.ganglion.activation.text.TopNeurons;
import dev.ganglion.activation.text.TopTokens;
import dev.ganglion.subject.model.SubjectModel;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Runs any text through a model. */
@Path("/activations")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunsText
@APIResponse(
        responseCode = "400",
        description = "The body is malformed, or the model cannot take the text, or does not have what was asked for",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@APIResponse(
        responseCode = "404",
        description = "There is no such model",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@APIResponse(
        responseCode = "429",
        description = "This client has sent more texts than it may (see Retry-After)",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@APIResponse(
        responseCode = "503",
        description = "Too many texts wait (see Retry-After), or the model cannot be loaded",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
public class ActivationsResource {

    private final ServedModels models;
    private final TextQueue queue;

    ActivationsResource(ServedModels models, TextQueue queue) {
        this.models = models;
        this.queue = queue;
    }

    @POST
    @Operation(
            summary = "What neurons of one layer do on each token of a text",
            description = "One text runs at a time, and a few may wait. Activations at position 0 depend on the token"
                    + " alone; records leave them out of every maximum, and so does the choice of the ten highest.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TextQuestion.class)))
    @APIResponse(
            responseCode = "200",
            description = "The activations",
            content = @Content(schema = @Schema(implementation = TextAnswer.class)))
    public Uni<TextAnswer> activations(byte[] body) {
        TextQuestion question = TextQuestion.parse(body);
        return answer(
                question.model(),
                model -> TextAnswer.of(
                        question.model(),
                        TextActivations.of(model, question.text(), question.layer(), question.neurons())));
    }

    @POST
    @Path("/top-neurons")
    @Operation(
            summary = "Which neurons are highest at one token of a text",
            description = "Over all layers, or those that are named. At position 0 an activation depends on the token"
                    + " alone.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TopNeuronsQuestion.class)))
    @APIResponse(
            responseCode = "200",
            description = "The neurons",
            content = @Content(schema = @Schema(implementation = TopNeuronsAnswer.class)))
    public Uni<TopNeuronsAnswer> topNeurons(byte[] body) {
        TopNeuronsQuestion question = TopNeuronsQuestion.parse(body);
        return answer(
                question.model(),
                model -> TopNeuronsAnswer.of(
                        question.model(),
                        TopNeurons.of(
                                model, question.text(), question.position(), question.layers(), question.count())));
    }

    @POST
    @Path("/top-tokens")
    @Operation(summary = "On which tokens of a text one neuron is highest")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TopTokensQuestion.class)))
    @APIResponse(
            responseCode = "200",
            description = "The tokens",
            content = @Content(schema = @Schema(implementation = TopTokensAnswer.class)))
    public Uni<TopTokensAnswer> topTokens(byte[] body) {
        TopTokensQuestion question = TopTokensQuestion.parse(body);
        return answer(
                question.model(),
                model -> TopTokensAnswer.of(
                        question.model(),
                        TopTokens.of(model, question.text(), question.layer(), question.neuron(), question.count())));
    }

    private <T> Uni<T> answer(String name, Function<SubjectModel, T> run) {
        return queue.run(() -> {
            try (LoadedModels.Lease lease = models.lease(name)) {
                return run.apply(lease.model());
            }
        });
    }
}
