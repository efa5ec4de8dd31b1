package dev.ganglion.scorer.api;

import dev.ganglion.scorer.results.Coverage;
import dev.ganglion.scorer.results.Coverages;
import dev.ganglion.scorer.results.DeadLetterFilter;
import dev.ganglion.scorer.results.FailureReasons;
import dev.ganglion.scorer.results.FailureReasons.FailureReason;
import dev.ganglion.scorer.web.DeadLetterParameters;
import dev.ganglion.scorer.web.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** How far everything is, and what stands in the way. */
@Path("/api")
@Tag(name = "coverage")
public class CoverageResource {

    private final Coverages coverages;
    private final FailureReasons reasons;

    CoverageResource(Coverages coverages, FailureReasons reasons) {
        this.coverages = coverages;
        this.reasons = reasons;
    }

    record Layers(List<Coverage> layers) {}

    record Failures(List<FailureReason> failures) {}

    @GET
    @Path("coverage")
    @Operation(summary = "How many neurons of each layer have a record, explanations and scores, by recipe")
    public Uni<Layers> coverage(
            @RestQuery @Parameter(description = "Only this model") String model,
            @RestQuery @Parameter(description = "Only this layer, from 0") String layer,
            @RestQuery @Parameter(description = "Only this recipe: NAME or NAME@digest8") String explainer,
            @RestQuery @Parameter(description = "Only this recipe: NAME or NAME@digest8") String simulator) {
        return coverages
                .of(Parameters.selection(model, layer, explainer, simulator))
                .map(Layers::new);
    }

    @GET
    @Path("failures")
    @Operation(summary = "Dead letters counted by reason, the most frequent first; at most a hundred reasons")
    public Uni<Failures> failures(
            @RestQuery @Parameter(description = "Only of this service: activation, explainer, simulator, scorer")
                    String service,
            @RestQuery @Parameter(description = "Only of this recipe: NAME or NAME@digest8") String recipe,
            @RestQuery @Parameter(description = "Only those put aside at this time or later") String since,
            @RestQuery @Parameter(description = "open (default), discarded, redriven or all") String state) {
        DeadLetterFilter filter = new DeadLetterFilter(
                null,
                DeadLetterParameters.service(service),
                Parameters.recipe("recipe", recipe),
                null,
                DeadLetterParameters.moment("since", since),
                null,
                null,
                DeadLetterParameters.state(state));
        return reasons.of(filter).map(Failures::new);
    }
}
