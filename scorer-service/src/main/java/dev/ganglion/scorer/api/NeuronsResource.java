package dev.ganglion.scorer.api;

import dev.ganglion.events.NeuronId;
import dev.ganglion.scorer.results.NeuronLookup;
import dev.ganglion.scorer.results.Page;
import dev.ganglion.scorer.results.Ranking;
import dev.ganglion.scorer.results.RelatedNeurons;
import dev.ganglion.scorer.results.export.RecordedNeurons;
import dev.ganglion.scorer.web.NotFoundException;
import dev.ganglion.scorer.web.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Neurons by score, and one by its key. */
@Path("/api/neurons")
@Tag(name = "neurons")
public class NeuronsResource {

    private final Ranking ranking;
    private final NeuronLookup neurons;
    private final RecordedNeurons recorded;
    private final RelatedNeurons related;

    NeuronsResource(Ranking ranking, NeuronLookup neurons, RecordedNeurons recorded, RelatedNeurons related) {
        this.ranking = ranking;
        this.neurons = neurons;
        this.recorded = recorded;
        this.related = related;
    }

    record AnyNeuron(NeuronId neuron) {}

    @GET
    @Operation(summary = "Scored explanations by score; undefined scores come last")
    public Uni<Page<ScoredNeuron>> byScore(
            @RestQuery @Parameter(description = "Only this model") String model,
            @RestQuery @Parameter(description = "Only this layer, from 0") String layer,
            @RestQuery @Parameter(description = "Only this recipe: NAME or NAME@digest8") String explainer,
            @RestQuery @Parameter(description = "Only this recipe: NAME or NAME@digest8") String simulator,
            @RestQuery @Parameter(description = "best (default) or worst first") String order,
            @RestQuery @Parameter(description = "1 to 200 entries, 50 by default") String limit,
            @RestQuery @Parameter(description = "The \"next\" of the page before") String after) {
        return Parameters.checked(() -> ranking.page(
                        Parameters.selection(model, layer, explainer, simulator),
                        Parameters.order(order),
                        Parameters.limit(limit),
                        Parameters.optional(after)))
                .map(page ->
                        new Page<>(page.items().stream().map(ScoredNeuron::of).toList(), page.next()));
    }

    @GET
    @Path("random")
    @Operation(summary = "The key of any neuron that has a record, another each time")
    public Uni<AnyNeuron> any(
            @RestQuery @Parameter(description = "Only this model") String model,
            @RestQuery @Parameter(description = "Only this layer, from 0") String layer) {
        return recorded.any(Parameters.selection(model, layer, null, null))
                .onItem()
                .ifNull()
                .failWith(() -> new NotFoundException("no such neuron has a record"))
                .map(AnyNeuron::new);
    }

    @GET
    @Path("{model}/{layerAndSite}/{index}")
    @Operation(summary = "A neuron: its records, explanations, simulations and scores")
    public Uni<NeuronDetail> one(
            @RestPath String model,
            @RestPath @Parameter(description = "For example 31-mlp") String layerAndSite,
            @RestPath String index) {
        NeuronId neuron = Parameters.neuron(model, layerAndSite, index);
        return neurons.find(neuron).chain(known -> neurons.simulations(neuron).map(simulations -> {
            if (known.isUnknown() && simulations.isEmpty()) {
                throw new NotFoundException("nothing is known of neuron " + neuron);
            }
            return NeuronDetail.of(known, simulations);
        }));
    }

    @GET
    @Path("{model}/{layerAndSite}/{index}/related")
    @Operation(summary = "Tokens and neurons that the model's weights join to a neuron, and what explains those best")
    public Uni<RelatedDetail> related(
            @RestPath String model,
            @RestPath @Parameter(description = "For example 31-mlp") String layerAndSite,
            @RestPath String index) {
        NeuronId neuron = Parameters.neuron(model, layerAndSite, index);
        return neurons.records(neuron)
                .map(records -> records.stream()
                        .filter(record -> record.weights() != null)
                        .findFirst()
                        .orElseThrow(() ->
                                new NotFoundException("no record says what the weights of neuron " + neuron + " do")))
                .chain(record -> related.explained(record).map(explained -> RelatedDetail.of(record, explained)));
    }
}
