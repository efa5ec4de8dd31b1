package dev.ganglion.scorer.viewer;

import dev.ganglion.events.NeuronId;
import dev.ganglion.scorer.results.Baselines;
import dev.ganglion.scorer.results.Counting;
import dev.ganglion.scorer.results.DeadLetterFilter;
import dev.ganglion.scorer.results.DeadLetterFilter.State;
import dev.ganglion.scorer.results.DeadLetterList;
import dev.ganglion.scorer.results.KnownNeuron;
import dev.ganglion.scorer.results.LayerDistribution;
import dev.ganglion.scorer.results.ModelResults;
import dev.ganglion.scorer.results.Models;
import dev.ganglion.scorer.results.NeuronLookup;
import dev.ganglion.scorer.results.Ranking;
import dev.ganglion.scorer.results.Selection;
import dev.ganglion.scorer.viewer.OverviewPage.Content;
import dev.ganglion.scorer.web.DeadLetterParameters;
import dev.ganglion.scorer.web.NotFoundException;
import dev.ganglion.scorer.web.Parameters;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The pages. */
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=utf-8")
public class ViewerResource {

    private final Counting counting;
    private final LayerDistribution distribution;
    private final Models models;
    private final Ranking ranking;
    private final NeuronLookup neurons;
    private final DeadLetterList deadLetters;
    private final Baselines baselines;

    ViewerResource(
            Counting counting,
            LayerDistribution distribution,
            Models models,
            Ranking ranking,
            NeuronLookup neurons,
            DeadLetterList deadLetters,
            Baselines baselines) {
        this.counting = counting;
        this.distribution = distribution;
        this.models = models;
        this.ranking = ranking;
        this.neurons = neurons;
        this.deadLetters = deadLetters;
        this.baselines = baselines;
    }

    @CheckedTemplate(basePath = "")
    static class Templates {

        private Templates() {}

        static native TemplateInstance overview(OverviewPage page);

        static native TemplateInstance neuron(NeuronPage page);

        static native TemplateInstance deadLetters(DeadLettersPage page);
    }

    @GET
    @Operation(hidden = true)
    public Uni<TemplateInstance> overview(
            @RestQuery String model,
            @RestQuery String layer,
            @RestQuery String explainer,
            @RestQuery String simulator,
            @RestQuery String order,
            @RestQuery String after) {
        Selection asked = Parameters.selection(model, layer, explainer, simulator);
        Ranking.Order chosen = Parameters.order(order);
        String continued = Parameters.optional(after);
        return models.all().chain(all -> {
            Selection selection = asked.model() == null ? asked.ofModel(firstModel(all)) : asked;
            Selection everyLayer = selection.ofLayer(null);
            return Uni.combine()
                    .all()
                    .unis(
                            counting.of(everyLayer),
                            distribution.of(everyLayer),
                            baselines.of(everyLayer),
                            Parameters.checked(
                                    () -> ranking.page(selection, chosen, Parameters.DEFAULT_LIMIT, continued)))
                    .asTuple()
                    .map(parts -> Templates.overview(OverviewPage.of(
                            new Content(
                                    parts.getItem1(),
                                    parts.getItem2(),
                                    parts.getItem3(),
                                    all,
                                    parts.getItem4(),
                                    continued != null),
                            selection,
                            chosen)));
        });
    }

    @GET
    @Path("neurons/{model}/{layerAndSite}/{index}")
    @Operation(hidden = true)
    public Uni<TemplateInstance> neuron(
            @RestPath String model, @RestPath String layerAndSite, @RestPath String index, @RestQuery String scores) {
        NeuronId neuron = Parameters.neuron(model, layerAndSite, index);
        UUID chosen = Parameters.optional(scores) == null ? null : Parameters.checked(() -> UUID.fromString(scores));
        return neurons.find(neuron).chain(known -> page(known, chosen));
    }

    @GET
    @Path("dead-letters")
    @Operation(hidden = true)
    public Uni<TemplateInstance> deadLetters(@RestQuery String state, @RestQuery String after) {
        State asked = DeadLetterParameters.state(state);
        return Parameters.checked(() -> deadLetters.page(
                        DeadLetterFilter.of(asked), Parameters.DEFAULT_LIMIT, Parameters.optional(after)))
                .map(letters -> Templates.deadLetters(DeadLettersPage.of(letters, asked)));
    }

    private Uni<TemplateInstance> page(KnownNeuron known, UUID chosen) {
        if (known.isUnknown()) {
            throw new NotFoundException("nothing is known of neuron " + known.neuron());
        }
        var shown = Preference.among(known.scores(), chosen);
        return shown.map(scores -> neurons.simulation(scores.simulation()))
                .orElse(Uni.createFrom().nullItem())
                .map(simulation -> Templates.neuron(NeuronPage.of(known, shown, simulation)));
    }

    private static String firstModel(List<ModelResults> models) {
        return models.isEmpty() ? null : models.get(0).model();
    }
}
