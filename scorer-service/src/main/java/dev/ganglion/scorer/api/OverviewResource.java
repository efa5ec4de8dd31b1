package dev.ganglion.scorer.api;

import dev.ganglion.scorer.results.Baseline;
import dev.ganglion.scorer.results.Baselines;
import dev.ganglion.scorer.results.Counting;
import dev.ganglion.scorer.results.Counts;
import dev.ganglion.scorer.results.LayerDistribution;
import dev.ganglion.scorer.results.LayerScores;
import dev.ganglion.scorer.results.ModelResults;
import dev.ganglion.scorer.results.Models;
import dev.ganglion.scorer.web.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Counts and distributions. */
@Path("/api")
@Tag(name = "overview")
public class OverviewResource {

    private final Counting counting;
    private final LayerDistribution distribution;
    private final Models models;
    private final Baselines baselines;

    OverviewResource(Counting counting, LayerDistribution distribution, Models models, Baselines baselines) {
        this.counting = counting;
        this.distribution = distribution;
        this.models = models;
        this.baselines = baselines;
    }

    record Layers(List<LayerScores> layers) {}

    record AllBaselines(List<Baseline> baselines) {}

    record AllModels(List<ModelResults> models) {}

    @GET
    @Path("counts")
    @Operation(summary = "How far everything is, and the mean score")
    public Uni<Counts> counts(
            @RestQuery @Parameter(description = "Only this model") String model,
            @RestQuery @Parameter(description = "Only this recipe: NAME or NAME@digest8") String explainer,
            @RestQuery @Parameter(description = "Only this recipe: NAME or NAME@digest8") String simulator) {
        return counting.of(Parameters.selection(model, null, explainer, simulator));
    }

    @GET
    @Path("layers")
    @Operation(summary = "The distribution of scores in each layer")
    public Uni<Layers> layers(
            @RestQuery @Parameter(description = "Only this model") String model,
            @RestQuery @Parameter(description = "Only this recipe: NAME or NAME@digest8") String explainer,
            @RestQuery @Parameter(description = "Only this recipe: NAME or NAME@digest8") String simulator) {
        return distribution
                .of(Parameters.selection(model, null, explainer, simulator))
                .map(Layers::new);
    }

    @GET
    @Path("baselines")
    @Operation(summary = "What chance gives: scores of explanations that other neurons lent, beside the neurons' own")
    public Uni<AllBaselines> baselines(
            @RestQuery @Parameter(description = "Only this model") String model,
            @RestQuery @Parameter(description = "Only this recipe: NAME or NAME@digest8") String explainer,
            @RestQuery @Parameter(description = "Only this recipe: NAME or NAME@digest8") String simulator) {
        return baselines
                .of(Parameters.selection(model, null, explainer, simulator))
                .map(AllBaselines::new);
    }

    @GET
    @Path("models")
    @Operation(summary = "The models, and which recipes have worked on them")
    public Uni<AllModels> models() {
        return models.all().map(AllModels::new);
    }
}
