package dev.ganglion.scorer.api;

import dev.ganglion.scorer.results.comparison.Comparison;
import dev.ganglion.scorer.results.comparison.RecipeComparison;
import dev.ganglion.scorer.results.comparison.UncomparableException;
import dev.ganglion.scorer.web.ComparisonParameters;
import dev.ganglion.scorer.web.InvalidRequestException;
import dev.ganglion.scorer.web.NotFoundException;
import dev.ganglion.scorer.web.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Two recipes side by side. */
@Path("/api/comparison")
@Tag(name = "comparison")
public class ComparisonResource {

    private final RecipeComparison comparison;

    ComparisonResource(RecipeComparison comparison) {
        this.comparison = comparison;
    }

    @GET
    @Operation(summary = "How much better recipe b is than recipe a, over the neurons that both have been scored on")
    public Uni<Comparison> compare(
            @RestQuery @Parameter(description = "A recipe: NAME or NAME@digest8") String a,
            @RestQuery @Parameter(description = "Another of the same stage") String b,
            @RestQuery @Parameter(description = "explainer or simulator; found out if it can only be one") String stage,
            @RestQuery @Parameter(description = "With two simulators: whose explanations; found out likewise")
                    String explainer,
            @RestQuery @Parameter(description = "With two explainers: simulated by which; found out likewise")
                    String simulator,
            @RestQuery @Parameter(description = "On this model; found out likewise") String model,
            @RestQuery @Parameter(description = "Version of the scorer; found out likewise") String scorer) {
        return comparison
                .of(ComparisonParameters.question(
                        a, b, stage, Parameters.selection(model, null, explainer, simulator), scorer))
                .onFailure(UncomparableException.class)
                .transform(ComparisonResource::refusal);
    }

    private static RuntimeException refusal(UncomparableException refused) {
        return refused.isMissing()
                ? new NotFoundException(refused.getMessage())
                : new InvalidRequestException(refused.getMessage());
    }
}
