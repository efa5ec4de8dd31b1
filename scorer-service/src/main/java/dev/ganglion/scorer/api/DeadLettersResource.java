package dev.ganglion.scorer.api;

import dev.ganglion.scorer.results.DeadLetter;
import dev.ganglion.scorer.results.DeadLetterFilter;
import dev.ganglion.scorer.results.DeadLetterList;
import dev.ganglion.scorer.results.Page;
import dev.ganglion.scorer.web.DeadLetterParameters;
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

/** What could not be processed. */
@Path("/api/dead-letters")
@Tag(name = "dead letters")
public class DeadLettersResource {

    private final DeadLetterList deadLetters;

    DeadLettersResource(DeadLetterList deadLetters) {
        this.deadLetters = deadLetters;
    }

    @GET
    @Operation(summary = "The dead letters, by their place on the dead letter topics")
    public Uni<Page<DeadLetter>> list(
            @RestQuery @Parameter(description = "Only of this dead letter topic") String topic,
            @RestQuery @Parameter(description = "Only of this service: activation, explainer, simulator, scorer")
                    String service,
            @RestQuery @Parameter(description = "Only of this recipe: NAME or NAME@digest8") String recipe,
            @RestQuery @Parameter(description = "Only with this in the reason") String reason,
            @RestQuery @Parameter(description = "Only those put aside at this time or later") String since,
            @RestQuery @Parameter(description = "Only those put aside before this time") String until,
            @RestQuery @Parameter(description = "Only of this key") String key,
            @RestQuery @Parameter(description = "open (default), discarded, redriven or all") String state,
            @RestQuery @Parameter(description = "1 to 200 entries, 50 by default") String limit,
            @RestQuery @Parameter(description = "The \"next\" of the page before") String after) {
        DeadLetterFilter filter = new DeadLetterFilter(
                DeadLetterParameters.topic(topic),
                DeadLetterParameters.service(service),
                Parameters.recipe("recipe", recipe),
                DeadLetterParameters.text("reason", reason),
                DeadLetterParameters.moment("since", since),
                DeadLetterParameters.moment("until", until),
                DeadLetterParameters.text("key", key),
                DeadLetterParameters.state(state));
        return Parameters.checked(() -> deadLetters.page(filter, Parameters.limit(limit), Parameters.optional(after)));
    }

    @GET
    @Path("{topic}/{partition}/{offset}")
    @Operation(summary = "One dead letter")
    public Uni<DeadLetter> one(@RestPath String topic, @RestPath String partition, @RestPath String offset) {
        String id = DeadLetterParameters.place(topic, partition, offset);
        return deadLetters
                .find(id)
                .onItem()
                .ifNull()
                .failWith(() -> new NotFoundException("there is no dead letter " + id));
    }
}
