package dev.ganglion.scorer.api;

import dev.ganglion.events.NeuronId;
import dev.ganglion.scorer.results.LayerRange;
import dev.ganglion.scorer.results.NeuronKeys;
import dev.ganglion.scorer.results.NeuronKeys.Choice;
import dev.ganglion.scorer.results.Selection;
import dev.ganglion.scorer.web.Parameters;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** The keys of neurons, for programs that work on all of them. */
@Path("/api/neuron-keys")
@Tag(name = "neurons")
public class NeuronKeysResource {

    private final NeuronKeys keys;

    NeuronKeysResource(NeuronKeys keys) {
        this.keys = keys;
    }

    @GET
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(summary = "The keys of neurons that have a record, one a line")
    public Multi<String> list(
            @RestQuery @Parameter(description = "Only of this model") String model,
            @RestQuery @Parameter(description = "Only of these layers: 0-3,7") String layers,
            @RestQuery @Parameter(description = "Only those whose best score is under it, or that have no defined one")
                    String below,
            @RestQuery @Parameter(description = "Whose explanations are looked at for below: NAME or NAME@digest8")
                    String explainer) {
        Selection selection = Parameters.selection(model, null, explainer, null);
        String some = Parameters.optional(layers);
        List<LayerRange> ranges = some == null ? null : Parameters.checked(() -> LayerRange.parse(some));
        Choice choice = new Choice(selection.model(), ranges, Parameters.score("below", below), selection.explainer());
        return keys.pages(choice).map(NeuronKeysResource::lines);
    }

    private static String lines(List<NeuronId> page) {
        return page.stream().map(neuron -> neuron.key() + "\n").collect(Collectors.joining());
    }
}
