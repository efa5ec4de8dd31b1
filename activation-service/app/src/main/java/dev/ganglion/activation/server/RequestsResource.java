package dev.ganglion.activation.server;

import dev.ganglion.activation.recording.RequestProgress;
import dev.ganglion.activation.stage.RequestLog;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far this process is with the requests of the topic. */
@Path("/api/requests")
@Produces(MediaType.APPLICATION_JSON)
public class RequestsResource {

    private final RequestLog log;

    RequestsResource(RequestLog log) {
        this.log = log;
    }

    @GET
    @Operation(
            summary = "The last hundred activation requests that this process has begun, the newest first, and how far"
                    + " each is")
    public List<Status> requests() {
        return log.all().stream().map(Status::of).toList();
    }

    /** See {@link RequestProgress.Snapshot}. */
    @Schema(name = "RequestStatus")
    public record Status(
            String id,
            String model,
            @Schema(enumeration = {"waiting", "running", "done", "refused"}) String state,
            @Schema(
                            enumeration = {"scanning", "recording", "collating", "publishing"},
                            description = "What a running one does; null of others")
                    String phase,
            @Schema(description = "Excerpts counted while it scans, then those that ran through the model")
                    long excerpts,
            @Schema(description = "How many will run; 0 while that is not known") long totalExcerpts,
            @Schema(description = "How many records there will be") long neurons,
            @Schema(description = "How many of them the broker has; of a shard, what it contributes to so many")
                    long published,
            @Schema(description = "Why it was refused; null if it was not") String problem,
            @Schema(description = "Which part of the corpus, from 0") int shard,
            @Schema(description = "How many parts the corpus is divided into") int shards) {

        static Status of(RequestProgress.Snapshot request) {
            return new Status(
                    request.id(),
                    request.model(),
                    request.state().toString(),
                    request.phase() == null ? null : request.phase().toString(),
                    request.excerpts(),
                    request.totalExcerpts(),
                    request.neurons(),
                    request.published(),
                    request.problem(),
                    request.shard().index(),
                    request.shard().of());
        }
    }
}
