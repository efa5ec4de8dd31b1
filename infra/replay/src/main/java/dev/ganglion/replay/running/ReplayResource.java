package dev.ganglion.replay.running;

import dev.ganglion.replay.plan.Replay;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How far the replay is. */
@Path("/api/replay")
public class ReplayResource {

    private final RunningReplay running;
    private final ReplayProgress progress;
    private final Instance<Waiting> waiting;

    ReplayResource(RunningReplay running, ReplayProgress progress, Instance<Waiting> waiting) {
        this.running = running;
        this.progress = progress;
        this.waiting = waiting;
    }

    /**
     * @param recipe {@code name@digest8}; null for the scorer
     * @param records between the replay's start and its end
     * @param done of these, those that the group has committed, by whichever process
     * @param selected records that this process has begun to work on
     * @param problem why nothing goes on, one sentence; null if it does
     */
    public record State(
            String id,
            String service,
            String recipe,
            String topic,
            long records,
            long done,
            long selected,
            boolean finished,
            String problem) {}

    /** RFC 9457. */
    public record Problem(String type, String title, int status, String detail) {}

    @GET
    @Operation(summary = "How far the replay is that this process works on; 404 for a live process")
    public Response state() {
        return running.replay().map(this::of).orElseGet(() -> Response.status(Status.NOT_FOUND)
                .type("application/problem+json")
                .entity(new Problem(
                        "about:blank",
                        Status.NOT_FOUND.getReasonPhrase(),
                        Status.NOT_FOUND.getStatusCode(),
                        "this process is the live service and replays nothing"))
                .build());
    }

    private Response of(Replay replay) {
        long records = replay.bounds().records();
        return Response.ok(new State(
                        replay.id(),
                        replay.service(),
                        replay.recipe(),
                        replay.topic(),
                        records,
                        records - progress.remaining(),
                        running.selected(),
                        progress.isFinished(),
                        waiting.stream()
                                .map(Waiting::problem)
                                .flatMap(Optional::stream)
                                .findFirst()
                                .orElse(null)))
                .build();
    }
}
