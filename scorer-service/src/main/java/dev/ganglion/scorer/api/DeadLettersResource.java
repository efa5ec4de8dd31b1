package dev.ganglion.scorer.api;

import dev.ganglion.scorer.results.DeadLetter;
import dev.ganglion.scorer.results.DeadLetterList;
import dev.ganglion.scorer.results.Page;
import dev.ganglion.scorer.web.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
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
            @RestQuery @Parameter(description = "1 to 200 entries, 50 by default") String limit,
            @RestQuery @Parameter(description = "The \"next\" of the page before") String after) {
        return Parameters.checked(() -> deadLetters.page(
                Parameters.deadLetterTopic(topic), Parameters.limit(limit), Parameters.optional(after)));
    }
}
