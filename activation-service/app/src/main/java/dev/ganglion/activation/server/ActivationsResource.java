package dev.ganglion.activation.server;

import dev.ganglion.activation.recording.ModelShelf;
import dev.ganglion.activation.recording.RequestException;
import dev.ganglion.activation.text.TextActivations;
import dev.ganglion.subject.model.SubjectModel;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Runs texts, one at a time: the engine spreads one over all cores. A few may wait, more are turned away. */
@Path("/activations")
public class ActivationsResource {

    private final ModelShelf models;
    private final int queue;
    private final Semaphore running = new Semaphore(1, true);
    private final AtomicInteger inside = new AtomicInteger();

    ActivationsResource(ModelShelf models, @ConfigProperty(name = "activation.server.queue") int queue) {
        this.models = models;
        this.queue = queue;
    }

    /** What neurons of one layer do on each token of a text. */
    @POST
    @Blocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Activations of neurons on each token of a text",
            description = "Activations are [neurons][tokens], position 0 included.")
    @APIResponse(responseCode = "200", description = "The activations")
    @APIResponse(responseCode = "400", description = "The text, the layer or a neuron cannot be")
    @APIResponse(responseCode = "404", description = "The model is not loaded")
    @APIResponse(responseCode = "503", description = "Too many texts wait; try again after Retry-After")
    public ActivationsAnswer activations(ActivationsQuery query) {
        SubjectModel model = model(query);
        List<Integer> neurons = query.neurons() == null ? List.of() : query.neurons();
        if (neurons.stream().anyMatch(Objects::isNull)) {
            throw new RequestException("\"neurons\" holds a null: send indexes, for example [3,17]");
        }
        return ActivationsAnswer.of(query.model(), inTurn(model, query, neurons));
    }

    private SubjectModel model(ActivationsQuery query) {
        if (query == null || query.model() == null || query.text() == null || query.layer() == null) {
            throw new RequestException("\"model\", \"text\" and \"layer\" are needed:"
                    + " {\"model\":\"…\",\"text\":\"…\",\"layer\":0,\"neurons\":[3,17]}");
        }
        return models.find(query.model())
                .orElseThrow(() -> new UnknownModelException("no such model is loaded; there are " + models.names()
                        + ": record one, or name it in ACTIVATION_MODELS"));
    }

    private TextActivations inTurn(SubjectModel model, ActivationsQuery query, List<Integer> neurons) {
        try {
            if (inside.incrementAndGet() > queue) {
                throw new BusyException(queue + " texts are waiting already: try again in a moment");
            }
            running.acquire();
            try {
                return TextActivations.of(model, query.text(), query.layer(), neurons);
            } finally {
                running.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException("the service is stopping: try again in a moment");
        } finally {
            inside.decrementAndGet();
        }
    }
}
