package dev.ganglion.activation.server;

import dev.ganglion.activation.merge.MergeStreams;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far this process is with merging what shards contribute. */
@Path("/api/merge")
@Produces(MediaType.APPLICATION_JSON)
public class MergeResource {

    private final MergeStreams merge;

    MergeResource(MergeStreams merge) {
        this.merge = merge;
    }

    @GET
    @Operation(summary = "How many neurons' records wait for shards in the partitions of this process")
    public Status merge() {
        return new Status(merge.state(), merge.waiting(), merge.merged());
    }

    /** What the merge does. */
    @Schema(name = "MergeStatus")
    public record Status(
            @Schema(description = "That of Kafka Streams, in lower case; off where it is switched off") String state,
            @Schema(description = "Records that wait for shards") long waiting,
            @Schema(description = "Records merged since the start") long merged) {}
}
