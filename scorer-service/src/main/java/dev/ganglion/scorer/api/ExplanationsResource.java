package dev.ganglion.scorer.api;

import dev.ganglion.scorer.results.search.ExplanationSearch;
import dev.ganglion.scorer.results.search.FoundExplanations;
import dev.ganglion.scorer.results.search.SearchOrder;
import dev.ganglion.scorer.web.Parameters;
import dev.ganglion.scorer.web.SearchParameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Explanations by their words and scores. */
@Path("/api/explanations")
@Tag(name = "explanations")
public class ExplanationsResource {

    private final ExplanationSearch search;

    ExplanationsResource(ExplanationSearch search) {
        this.search = search;
    }

    @GET
    @Operation(summary = "Explanations that have all of some words, in any form and in spite of typing errors")
    public Uni<FoundExplanations> find(
            @RestQuery @Parameter(description = "Words; without, all explanations") String q,
            @RestQuery @Parameter(description = "Only this model") String model,
            @RestQuery @Parameter(description = "Only this layer, from 0") String layer,
            @RestQuery @Parameter(description = "Only this recipe: NAME or NAME@digest8") String explainer,
            @RestQuery @Parameter(description = "Only this recipe: NAME or NAME@digest8") String simulator,
            @RestQuery @Parameter(description = "words or token-table") String kind,
            @RestQuery @Parameter(description = "Only scores from here, −1 to 1") String minScore,
            @RestQuery @Parameter(description = "Only scores up to here, −1 to 1") String maxScore,
            @RestQuery @Parameter(description = "relevance (default), best or worst first") String order,
            @RestQuery @Parameter(description = "1 to 200 entries, 50 by default") String limit,
            @RestQuery @Parameter(description = "The \"next\" of the page before") String after) {
        SearchOrder by = SearchParameters.order(order);
        return Parameters.checked(() -> search.page(
                SearchParameters.filter(
                        q, Parameters.selection(model, layer, explainer, simulator), kind, minScore, maxScore),
                by == null ? SearchOrder.RELEVANCE : by,
                Parameters.limit(limit),
                Parameters.optional(after)));
    }
}
